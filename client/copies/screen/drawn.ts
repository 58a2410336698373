/** A reviewed text as elements: the text as it is drawn everywhere, with what went and what came marked in it. Reads plain data, writes no HTML. */
import { DOMSerializer, Node, type Schema } from '@tiptap/pm/model'
import type { ReviewNode } from '../../merge/reviewText'

export function drawn(nodes: readonly ReviewNode[], schema: Schema): DocumentFragment {
  const fragment = document.createDocumentFragment()
  const serializer = DOMSerializer.fromSchema(schema)
  for (const node of nodes) fragment.append(element(node, schema, serializer))
  return fragment
}

function element(node: ReviewNode, schema: Schema, serializer: DOMSerializer): globalThis.Node {
  if (node.kind === 'within' || node.kind === 'open') return container(node, schema, serializer)
  const read = Node.fromJSON(schema, node.node)
  const made = serializer.serializeNode(read)
  if (node.kind === 'same') return made
  if (read.isInline) {
    const mark = document.createElement(node.kind === 'added' ? 'ins' : node.kind === 'removed' ? 'del' : 'span')
    mark.append(made)
    return marked(mark, node.kind, node.hunk)
  }
  return made instanceof HTMLElement ? marked(made, node.kind, node.hunk) : made
}

function container(node: Extract<ReviewNode, { kind: 'within' | 'open' }>, schema: Schema, serializer: DOMSerializer): globalThis.Node {
  const type = schema.nodes[node.type]
  const spec = type?.spec.toDOM?.(type.create(node.attrs))
  if (!spec) throw new Error(`no way to draw ${node.type}`)
  const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec)
  const inside = contentDOM ?? (dom instanceof HTMLElement ? dom : null)
  for (const child of node.content) inside?.append(element(child as ReviewNode, schema, serializer))
  const isOther =
    node.kind === 'within' ? node.before !== null && (node.before.type !== node.type || !sameAttrs(node.before.attrs, node.attrs)) : node.hunk !== null
  return isOther && dom instanceof HTMLElement ? marked(dom, 'changed', node.hunk) : dom
}
const sameAttrs = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

function marked(element: HTMLElement, mark: string, hunk: string | null): HTMLElement {
  element.dataset.mark = mark
  if (hunk !== null) element.dataset.hunk = hunk
  return element
}
