/** The headings of a text, to jump by. Pure. */
import type { Node } from '@tiptap/pm/model'

export interface OutlineEntry {
  readonly text: string
  /** 0 for the highest level that the text uses. */
  readonly depth: number
  /** Which heading of the text it is. */
  readonly index: number
}

const NONE: readonly OutlineEntry[] = []

/** The very same array as `before` if no heading changed, so that nothing is drawn again. */
export function outlineOf(doc: Node, before: readonly OutlineEntry[] = NONE): readonly OutlineEntry[] {
  const headings: Node[] = []
  doc.forEach((node) => {
    if (node.type.name === 'heading') headings.push(node)
  })
  const highest = Math.min(...headings.map(({ attrs }) => Number(attrs.level)))
  const entries = headings.map((node, index) => ({ text: textOf(node), depth: Number(node.attrs.level) - highest, index }))
  const same = entries.length === before.length && entries.every(({ text, depth }, i) => before[i]?.text === text && before[i]?.depth === depth)
  return same ? before : entries
}

const texts = new WeakMap<Node, string>()

function textOf(node: Node): string {
  const known = texts.get(node)
  if (known !== undefined) return known
  const text = node.textContent.replace(/\s+/g, ' ').trim()
  texts.set(node, text)
  return text
}

/** The position of the heading with this index, or null. */
export function headingPosition(doc: Node, index: number): number | null {
  let found: number | null = null
  let count = 0
  doc.forEach((node, position) => {
    if (node.type.name === 'heading' && count++ === index) found = position
  })
  return found
}
