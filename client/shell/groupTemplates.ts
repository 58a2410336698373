import { ok, type Result, refuse } from '../../shared/result'
import { whenFetched } from '../design/whenFetched'
import { type DocumentNode, documentJson } from '../documents/documentJson'
import { t } from '../words/words'
import { createDocument } from '../workspace/acts'
import { setTemplate } from '../workspace/indexDocument'
import type { DocumentListing } from '../workspace/listing'
import type { OpenWorkspace } from '../workspace/openWorkspace'

/**
 * Templates of the group: documents that the index marks as such. Each is a text of its own, made of a document's words as they are at that moment; beginning with one
 * makes another text again. Neither takes along who wrote what, what was said about it, or how it came to be.
 */

export const saveAsTemplate = (workspace: OpenWorkspace, listing: DocumentListing): Promise<Result<string>> => again(workspace, listing, true)
export const beginWith = (workspace: OpenWorkspace, listing: DocumentListing): Promise<Result<string>> => again(workspace, listing, false)

async function again(workspace: OpenWorkspace, { doc, title, sort }: DocumentListing, isTemplate: boolean): Promise<Result<string>> {
  const open = workspace.ground.replica.open(doc)
  try {
    await open.opened
    const json = documentJson(open.ydoc)
    if (!json.ok) return refuse(`${t('documents.newer')} ${t('documents.newerLine')}`)
    const { importedText } = await whenFetched(() => import('../home/importText'))
    const { update, title: found } = importedText(asBeginning(json.value), title)
    const id = await createDocument(workspace, { title: found, sort, update })
    if (isTemplate) setTemplate(workspace.index.ydoc, id, true)
    return ok(id)
  } finally {
    open.close()
  }
}

/** Without comments, and with nothing done yet. */
export function asBeginning(node: DocumentNode): DocumentNode {
  const { marks, attrs, content } = node
  return {
    ...node,
    ...(marks ? { marks: marks.filter(({ type }) => type !== 'comment') } : {}),
    ...(node.type === 'taskItem' ? { attrs: { ...attrs, checked: false } } : {}),
    ...(content ? { content: content.map(asBeginning) } : {}),
  }
}
