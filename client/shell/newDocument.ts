import { createDocument } from '../workspace/acts'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { markFresh } from './freshDocuments'
import { toDocument } from './routes'

/** An empty page, shown with the caret in its title (or behind the title that it was given). */
export async function newDocument(workspace: OpenWorkspace, onGo: (route: string) => void, title = ''): Promise<void> {
  const id = await createDocument(workspace, { title })
  markFresh(id)
  onGo(toDocument(id))
}
