import { whenFetched } from '../design/whenFetched'
import { formatDate } from '../words/formats'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'

/** Files that leave the app: given to the browser to save. Nothing of them goes anywhere else. */

const PLAIN = /[^\p{L}\p{N} ,.()'’_-]+/gu
export const fileName = (name: string, ending: string): string =>
  `${name.replace(PLAIN, ' ').replace(/\s+/g, ' ').trim().slice(0, 80) || 'Leaderful'}.${ending}`

export function saveFile(bytes: Uint8Array, name: string, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export const saveWord = (bytes: Uint8Array, title: string): void =>
  saveFile(bytes, fileName(title, 'docx'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')

/** The whole workspace. How many documents it holds. */
export async function saveBackup(workspace: OpenWorkspace): Promise<number> {
  const [{ backupOf }, { encodeFile }] = await Promise.all([
    whenFetched(() => import('../workspace/backup')),
    whenFetched(() => import('../workspace/fileFormat')),
  ])
  const backup = await backupOf(workspace.ground, workspace.stored.get())
  saveFile(encodeFile(backup), fileName(t('workspace.file.backupName', { name: workspace.name.get(), date: formatDate(Date.now()) }), 'leaderful'))
  return backup.documents.filter(({ kind }) => kind === 'text').length
}

/** What is not sent yet, sealed. false: there is nothing. */
export async function carryUnsent(workspace: OpenWorkspace): Promise<boolean> {
  const [{ carriedOf }, { encodeFile }] = await Promise.all([
    whenFetched(() => import('../workspace/backup')),
    whenFetched(() => import('../workspace/fileFormat')),
  ])
  const carried = await carriedOf(workspace.ground, workspace.stored.get())
  if (carried === null) return false
  saveFile(encodeFile(carried), fileName(t('workspace.file.carriedName', { name: workspace.name.get(), date: formatDate(Date.now()) }), 'leaderful'))
  return true
}
