/** The first bytes of a document. */
import { Node } from '@tiptap/pm/model'
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { DocumentNode } from './documentJson'
import { documentSchema, TEXT_FIELD, TEXTBLOCKS } from './schema/schema'

/**
 * The client number of every seed. It lives only in a throwaway Y.Doc whose bytes are kept [S10a]: the same content gives the same bytes however often it is
 * made, so a document that two devices seed at once is seeded once.
 */
export const SEED_CLIENT = 1

/** A title and an empty line: what a new document begins with. */
export function emptyDocument(title = ''): DocumentNode {
  return {
    type: 'doc',
    content: [{ type: 'title', ...(title === '' ? {} : { content: [{ type: 'text', text: title }] }) }, { type: 'paragraph' }],
  }
}

/**
 * The update (V2) that gives an empty Y.Doc this content.
 * @param title put first if the content has no title of its own
 * @throws RangeError if the content does not fit the schema (a programmer's mistake: whatever comes from outside is checked when it is read)
 */
export function seedDocument(title: string, content: DocumentNode = emptyDocument(title)): Uint8Array {
  const blocks = content.content ?? []
  const whole = blocks[0]?.type === 'title' ? content : { ...content, content: [...(emptyDocument(title).content ?? []).slice(0, 1), ...blocks] }
  const node = Node.fromJSON(documentSchema(), whole)
  node.check()
  const doc = new Y.Doc()
  doc.clientID = SEED_CLIENT
  const fragment = doc.getXmlFragment(TEXT_FIELD)
  doc.transact(() => {
    prosemirrorToYXmlFragment(node, fragment)
    giveTexts(fragment)
  })
  const bytes = Y.encodeStateAsUpdateV2(doc)
  doc.destroy()
  return bytes
}

/** Two people who begin in the same empty line at once then share one text. */
function giveTexts(parent: Y.XmlFragment): void {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (!TEXTBLOCKS.some((name) => name === child.nodeName)) giveTexts(child)
    else if (child.length === 0) child.insert(0, [new Y.XmlText()])
  }
}
