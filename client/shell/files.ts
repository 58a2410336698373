import { whenFetched } from '../design/whenFetched'
import { formatDate } from '../words/formats'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { fileName, saveFile } from '../workspace/saveFile'

/** Files that leave the app: given to the browser to save. Nothing of them goes anywhere else. */

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
