/**
 * Reading a text from Yjs without ever writing to it.
 *
 * y-tiptap's own reader *deletes* from the Y.Doc whatever its schema does not know or what two people made invalid together. This one never does: a node or mark
 * that it does not know ends the reading (`UnknownContent`: show the text as it is, unmounted [S11]), and what is merely out of shape is completed in what is
 * shown (an item without its paragraph gets an empty one), so that no word is lost. Attributes are looked at as pasted ones are.
 */
import { Fragment, type Mark, type Node, type NodeType, type Schema } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { fittingAttributes } from '../schema/attributes'

/** The document holds something that this version cannot show faithfully. Nothing was changed. */
export class UnknownContent extends Error {
  constructor(readonly what: string) {
    super(`this version does not know ${what}`)
  }
}

/** Which node stands for which Y type; kept between changes so that untouched blocks are the very same nodes. */
export type Mapping = Map<object, Node | Node[]>

/** `comment--3fA9…` (marks that may lie over each other carry a hash) → `comment`. */
const markName = (attribute: string) => /^(.*)--[a-zA-Z0-9+/=]{8}$/.exec(attribute)?.[1] ?? attribute

function marksOf(attributes: Record<string, unknown> | undefined, parent: NodeType, schema: Schema): readonly Mark[] {
  let marks: readonly Mark[] = []
  for (const [attribute, value] of Object.entries(attributes ?? {})) {
    const type = schema.marks[markName(attribute)]
    if (!type) throw new UnknownContent(`the mark ${markName(attribute)}`)
    if (value === null || !parent.allowsMarkType(type)) continue
    const attrs = fittingAttributes(type.name, typeof value === 'object' ? (value as Record<string, unknown>) : {})
    if ((type.name === 'link' && attrs.href === undefined) || (type.name === 'comment' && attrs.id === undefined)) continue
    marks = type.create(attrs).addToSet(marks)
  }
  return marks
}

function textNodes(text: Y.XmlText, parent: NodeType, schema: Schema): Node[] {
  const nodes: Node[] = []
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string') throw new UnknownContent('what is embedded in a text')
    if (insert !== '') nodes.push(schema.text(insert, marksOf(attributes, parent, schema)))
  }
  return nodes
}

/** Completes content that the node does not allow as it is; what cannot be completed without losing a word is unknown content. */
export function completed(type: NodeType, children: readonly Node[]): Fragment {
  const inOrder: Node[] = []
  let match = type.contentMatch
  for (const child of children) {
    const step = match.matchType(child.type)
    if (step) {
      inOrder.push(child)
      match = step
      continue
    }
    const before = match.fillBefore(Fragment.from(child))
    const wrapping = before ? null : match.findWrapping(child.type)
    if (!before && !wrapping) throw new UnknownContent(`${child.type.name} in ${type.name}`)
    const wrapped = wrapping?.reduceRight((inner: Node, outer) => outer.create(null, completed(outer, [inner])), child) ?? child
    for (const node of [...(before?.content ?? []), wrapped]) {
      inOrder.push(node)
      match = match.matchType(node.type) ?? match
    }
  }
  const after = match.fillBefore(Fragment.empty, true)
  return Fragment.fromArray([...inOrder, ...(after?.content ?? [])])
}

/** The node of one element, from the mapping where nothing below it changed. */
export function readElement(element: Y.XmlElement, schema: Schema, mapping: Mapping): Node {
  const known = mapping.get(element)
  if (known && !Array.isArray(known)) return known
  const type = schema.nodes[element.nodeName]
  if (!type || type === schema.topNodeType) throw new UnknownContent(`the block ${element.nodeName}`)
  const children: Node[] = []
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlElement) children.push(readElement(child, schema, mapping))
    else if (child instanceof Y.XmlText) children.push(...textNodes(child, type.inlineContent ? type : paragraphOf(schema), schema))
    else throw new UnknownContent('a hook')
  }
  const content = Fragment.fromArray(children)
  const node = type.create(fittingAttributes(element.nodeName, element.getAttributes()), type.validContent(content) ? content : completed(type, children))
  mapping.set(element, node)
  return node
}

function paragraphOf(schema: Schema): NodeType {
  const type = schema.nodes.paragraph
  if (!type) throw new Error('a schema without paragraphs')
  return type
}

/** The whole text as a document node. Throws `UnknownContent`; changes nothing. */
export function readFragment(fragment: Y.XmlFragment, schema: Schema, mapping: Mapping = new Map()): Node {
  const blocks: Node[] = []
  for (const child of fragment.toArray()) {
    if (child instanceof Y.XmlElement) blocks.push(readElement(child, schema, mapping))
    else if (child instanceof Y.XmlText) blocks.push(paragraphOf(schema).create(null, textNodes(child, paragraphOf(schema), schema)))
    else throw new UnknownContent('a hook')
  }
  const content = Fragment.fromArray(blocks)
  return schema.topNodeType.create(null, schema.topNodeType.validContent(content) ? content : completed(schema.topNodeType, blocks))
}
