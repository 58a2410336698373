/** The copies of a workspace: which there are, making one, giving it more time, closing it. */
import { toHex } from '../../shared/bytes'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { whenFetched } from '../design/whenFetched'
import { openHistory } from '../history/openHistory'
import { createDocument, listForAll } from '../workspace/acts'
import { documentRoom } from '../workspace/documentRoom'
import { followed } from '../workspace/followed'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { RecordRoom } from '../workspace/records'
import { baseBytes } from './baseText'
import { FORK, type ForkBody, forkBody, forkSubject, type Lineage, lineagesOf } from './lineage'

export type Lineages = ReadonlyMap<string, Lineage>

const NONE: Lineages = new Map()

/** All lineages that this device knows, by copy. */
export const lineagesIn = followed<Lineages>(NONE, follow)

function follow(workspace: OpenWorkspace, tell: (lineages: Lineages) => void): () => void {
  const { records } = workspace.ground
  const found = new Map<string, Lineages>()
  const ends = new Map<string, () => void>()
  const say = () => tell(new Map([...found.values()].flatMap((lineages) => [...lineages])))
  const watch = (name: string, room: RecordRoom) =>
    ends.set(
      name,
      records.watch(room, (all) => {
        found.set(name, lineagesOf(all))
        say()
      }),
    )
  watch('workspace', workspace.room)
  // [F2] What is not listed has its lineage in its own room.
  const look = () => {
    for (const { id, isPrivate } of workspace.documents.get()) {
      const room = isPrivate && !ends.has(id) ? documentRoom(workspace, id) : null
      if (room) watch(id, room)
    }
  }
  const end = workspace.documents.subscribe(look)
  look()
  return () => {
    end()
    for (const stop of ends.values()) stop()
  }
}

export interface NewCopy extends Pick<ForkBody, 'kind' | 'forWhom' | 'why' | 'until'> {
  readonly parent: string
  /** The version that it begins with. */
  readonly content: ProseMirrorJson
  /** What stands in it already, where it was worked on before it came here (the example's). */
  readonly written?: ProseMirrorJson
}

/** A copy, on this device and said to be one, once this resolves. Its document's id. */
export async function makeCopy(workspace: OpenWorkspace, { parent, content, written, kind, forWhom, why, until }: NewCopy): Promise<string> {
  const { forkSeed } = await whenFetched(() => import('./forkSeed'))
  const seed = forkSeed(content)
  const isPrivate = forWhom === null
  const { update } = written ? forkSeed(written) : seed
  const listing = workspace.documents.get().find(({ id }) => id === parent)
  const id = await createDocument(workspace, { title: listing?.title ?? '', sort: listing?.sort ?? 'page', update, isPrivate })
  await keepBase(workspace, parent, id, seed.base)
  await sayOf(workspace, id, { parent, base: toHex(seed.hash), kind, forWhom, why, until, closed: false })
  return id
}

/** The text that both begin with: beside the copy, and as a version of the main text that is never thinned away. */
async function keepBase(workspace: OpenWorkspace, parent: string, copy: string, base: ProseMirrorJson): Promise<void> {
  for (const id of [copy, parent]) {
    const history = await openHistory(workspace, id)
    if (!history.ok) continue
    if (history.value.mayKeep) {
      if (id === copy) history.value.keepState(baseBytes(base))
      else history.value.keep({ json: base, cause: 'fork' })
    }
    history.value.close()
  }
}

/** What is said of a copy goes to where its lineage lies. */
async function sayOf(workspace: OpenWorkspace, id: string, body: ForkBody): Promise<void> {
  const own = workspace.keeper.stored.get(id)?.unlisted ? documentRoom(workspace, id) : null
  await workspace.ground.records.append(own ?? workspace.room, { type: FORK, subject: forkSubject(id), body: forkBody(body) })
}

/** More time, or none set. */
export const giveTime = (workspace: OpenWorkspace, lineage: Lineage, until: number | null): Promise<void> => sayOf(workspace, lineage.id, { ...lineage, until })
/** It is kept as it is, and nobody is asked about it any more; or it is taken up again. */
export const closeCopy = (workspace: OpenWorkspace, lineage: Lineage, closed: boolean): Promise<void> => sayOf(workspace, lineage.id, { ...lineage, closed })

/** A copy of one's own comes onto everybody's list, and its lineage with it. */
export async function showToAll(workspace: OpenWorkspace, lineage: Lineage, forWhom: string | null): Promise<void> {
  await workspace.ground.records.append(workspace.room, { type: FORK, subject: forkSubject(lineage.id), body: forkBody({ ...lineage, forWhom }) })
  await listForAll(workspace, lineage.id)
}
