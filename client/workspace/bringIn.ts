import { toHex } from '../../shared/bytes'
import { t } from '../words/words'
import { restoreWorkspace, takeCarried } from './backup'
import { decodeFile, type FileRefusal } from './fileFormat'
import { join } from './membership'
import type { Session } from './session'

/** A file that somebody chose: a saved workspace, or carried changes. What came of it, in words. */
export type BringInResult = { readonly ok: true; readonly words: string; readonly workspaceId: string } | { readonly ok: false; readonly words: string }

const REFUSED: Record<FileRefusal, () => string> = {
  'not ours': () => t('workspace.file.notOurs'),
  'cut off': () => t('workspace.file.cutOff'),
  newer: () => t('workspace.file.newer'),
  malformed: () => t('workspace.file.notOurs'),
}

export async function bringIn(session: Session, bytes: Uint8Array): Promise<BringInResult> {
  const decoded = decodeFile(bytes)
  if (!decoded.ok) return { ok: false, words: REFUSED[decoded.reason]() }
  const { ground } = session
  const file = decoded.value
  if (file.kind === 'carried') {
    const brought = await takeCarried(ground, file)
    if (!brought) return { ok: false, words: t('workspace.file.notAMember') }
    return { ok: true, workspaceId: brought.workspaceId, words: withRest(t('workspace.file.broughtIn', { count: brought.changed }), brought.refused) }
  }
  const isHere = ground.shelf.workspaces.get().some(({ id }) => id === toHex(file.workspaceId))
  const brought = await restoreWorkspace(ground, file, ground.shelf.settings.get().name || t('workspace.somebody'))
  if (!brought) return { ok: false, words: t('workspace.file.notOurs') }
  const workspace = await session.show(brought.workspaceId)
  if (!isHere && workspace.maySpeak) {
    const records = await ground.records.list(workspace.room)
    const isMember = workspace.people.get().ofDevice(ground.identity.signing.public) !== null
    if (!isMember) await join({ ground, room: workspace.room, records, myName: workspace.stored.get().myName, secret: null, like: null })
  }
  return {
    ok: true,
    workspaceId: brought.workspaceId,
    words: withRest(t('workspace.file.broughtWorkspace', { name: brought.name, count: brought.documents }), brought.refused),
  }
}
const withRest = (words: string, refused: number): string => (refused > 0 ? `${words} ${t('workspace.file.partly', { count: refused })}` : words)
