/** A text with its changes marked inside it, as elements: what went is struck, what came is underlined, each with the change it belongs to. Writes no markup from strings. */
import { DOMSerializer, Fragment, Node } from '@tiptap/pm/model'
import type { MarkedNode } from '../../merge/markedText'
import { documentSchema } from '../schema/schema'

/** both: in one text · older, newer: one side alone, with its own marks */
export type MarkedSide = 'both' | 'older' | 'newer'

const INLINE = { added: 'ins', removed: 'del' } as const

/** Elements carry `data-change` (the id) and `data-what` ('added', 'removed', 'within'); the words for the ear are the elements' own (`ins`, `del`). */
export function markedDom(
  marked: readonly MarkedNode[],
  side: MarkedSide,
  /** Other changes stand as they are now, without a mark. */
  isTold: (change: string) => boolean = () => true,
  document: Document = globalThis.document,
): DocumentFragment {
  const schema = documentSchema()
  const serializer = DOMSerializer.fromSchema(schema)
  const isLeftOut = (kind: string): boolean => (side === 'older' && kind === 'added') || (side === 'newer' && kind === 'removed')

  const draw = (nodes: readonly MarkedNode[]): DocumentFragment => {
    const into = document.createDocumentFragment()
    for (const each of nodes) if (!isLeftOut(each.kind) && !(each.kind === 'removed' && each.hunk !== null && !isTold(each.hunk))) into.append(drawOne(each))
    return into
  }
  const drawOne = (each: MarkedNode): globalThis.Node => {
    if (each.kind === 'within') return drawWithin(each)
    const node = Node.fromJSON(schema, each.node)
    const drawn = serializer.serializeFragment(Fragment.from(node), { document })
    if (each.kind === 'same' || (each.hunk !== null && !isTold(each.hunk))) return drawn
    if (node.isInline) {
      const element = document.createElement(INLINE[each.kind])
      element.append(drawn)
      return tagged(element, each.kind, each.hunk)
    }
    const [only] = drawn.children
    return only instanceof HTMLElement ? tagged(only, each.kind, each.hunk) : drawn
  }
  const drawWithin = ({ type, attrs, before, content, hunk }: Extract<MarkedNode, { kind: 'within' }>): globalThis.Node => {
    const isOlder = side === 'older' && before !== null
    const name = isOlder ? before.type : type
    const node = schema.nodes[name]?.create(isOlder ? before.attrs : attrs)
    const spec = node && serializer.nodes[name]?.(node)
    if (!spec) return draw(content)
    const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec)
    const hole = contentDOM ?? dom
    if (hole instanceof HTMLElement) hole.append(draw(content))
    return dom instanceof HTMLElement && before !== null && hunk !== null && isTold(hunk) ? tagged(dom, 'within', hunk) : dom
  }
  return draw(marked)
}

function tagged(element: HTMLElement, what: 'added' | 'removed' | 'within', change: string | null): HTMLElement {
  element.dataset.what = what
  if (change !== null) element.dataset.change = change
  return element
}
