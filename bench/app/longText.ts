import * as Y from 'yjs'
import type { DocumentNode } from '../../client/documents/documentJson'
import { TEXT_FIELD } from '../../client/documents/schema/schema'
import { seedDocument } from '../../client/documents/seedDocument'
import { longDocument } from '../../tests/client/documents/markdown/declaration'

/** About 20,000 words in five scripts; 200 of its blocks begin with words that a comment hangs on. */
export interface LongText {
  readonly title: string
  readonly json: DocumentNode
  /** As one update of a Y.Doc that is empty. */
  readonly update: Uint8Array
  /** The block in the middle that the measured person types in, and where others write: just below. */
  readonly block: number
  /** The first words below the title. */
  readonly beginning: string
}

const COMMENTS = 200
const COMMENTED = 12

function commented(block: DocumentNode, id: string): DocumentNode {
  const text = block.content?.[0]?.text
  if (block.type !== 'paragraph' || text === undefined || text.length <= COMMENTED) return block
  const words: DocumentNode = { type: 'text', text: text.slice(0, COMMENTED), marks: [{ type: 'comment', attrs: { id } }] }
  return { ...block, content: [words, { type: 'text', text: text.slice(COMMENTED) }] }
}

export function longText(): LongText {
  const blocks = longDocument().content ?? []
  const isParagraph = ({ type, content }: DocumentNode) => type === 'paragraph' && (content?.[0]?.text?.length ?? 0) > COMMENTED
  const every = Math.max(1, Math.floor(blocks.filter(isParagraph).length / COMMENTS))
  let seen = 0
  const content = blocks.map((block, at) => (isParagraph(block) && seen++ % every === 0 ? commented(block, `comment-${at}`) : block))
  const json: DocumentNode = { type: 'doc', content }
  const title = blocks[0]?.content?.[0]?.text ?? ''
  const middle = content.length >> 1
  const block = content.findIndex(({ type }, at) => at >= middle && type === 'paragraph' && content[at + 1]?.type === 'paragraph')
  return { title, json, update: Y.convertUpdateFormatV2ToV1(seedDocument(title, json)), block, beginning: content[1]?.content?.[0]?.text?.slice(0, 20) ?? '' }
}

/** The text of the first paragraphs below a block, for others to write in and to stand in. */
export function textsBelow(ydoc: Y.Doc, block: number, count: number): Y.XmlText[] {
  const found: Y.XmlText[] = []
  const fragment = ydoc.getXmlFragment(TEXT_FIELD)
  for (let at = block + 1; at < fragment.length && found.length < count; at++) {
    const paragraph = fragment.get(at)
    const text = paragraph instanceof Y.XmlElement && paragraph.nodeName === 'paragraph' ? paragraph.get(0) : null
    if (text instanceof Y.XmlText) found.push(text)
  }
  if (found.length < count) throw new Error(`${count} paragraphs below block ${block}`)
  return found
}
