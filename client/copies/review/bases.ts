/** [F6] Where a copy stands: the text that it was last looked at with, and the main text that it last fetched. */
import { ok, type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { type History, openHistory } from '../../history/openHistory'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { readText } from '../baseText'
import type { Lineage } from '../lineage'
import { type Decided, lastOf, settled } from './decided'

export interface CopyBases {
  readonly push: ProseMirrorJson
  readonly pull: ProseMirrorJson
}

/** The two histories that tell about a copy, as far as they are here. */
export interface CopyHistories {
  readonly main: History | null
  readonly copy: History | null
  close(): void
}

export async function openHistories(workspace: OpenWorkspace, lineage: Lineage): Promise<CopyHistories> {
  const [main, copy] = (await Promise.all([openHistory(workspace, lineage.parent), openHistory(workspace, lineage.id)])).map((opened) =>
    opened.ok ? opened.value : null,
  )
  return {
    main: main ?? null,
    copy: copy ?? null,
    close() {
      main?.close()
      copy?.close()
    },
  }
}

export const stands = async (history: History | null): Promise<Decided[]> =>
  history === null ? [] : [...settled(await history.list()).values()].map(({ stands }) => stands)

export async function basesOf(histories: CopyHistories, lineage: Lineage): Promise<Result<CopyBases, 'base missing'>> {
  const pushed = lastOf(await stands(histories.main), lineage.id, 'push')
  const pulled = lastOf(await stands(histories.copy), lineage.id, 'pull')
  const last = !pushed || (pulled && pulled.at > pushed.at) ? pulled : pushed
  const push = textNamed(histories, last?.bases.push ?? lineage.base)
  const pull = textNamed(histories, pulled?.bases.pull ?? lineage.base)
  return push && pull ? ok({ push, pull }) : refuse('base missing')
}

function textNamed({ main, copy }: CopyHistories, name: string): ProseMirrorJson | null {
  const bytes = copy?.state(name) ?? main?.state(name) ?? null
  return bytes && readText(bytes)
}

/** What an offer is compared with: what both began with, or, if something of it was put in since, what was looked at then. null: that is not here. */
export function offeredBase(history: History, offer: { readonly at: number }, base: ProseMirrorJson, last: Decided | null): ProseMirrorJson | null {
  if (last === null || last.at < offer.at) return base
  const bytes = history.state(last.bases.push)
  return bytes && readText(bytes)
}
