/** A text cut into the places at which something can be found: its blocks of words. Reads Yjs and never writes; it needs no editor, so that a worker can do it. */
import * as Y from 'yjs'

/** As in the schema; written here again, since the schema brings the whole editor. */
const TEXT_FIELD = 'text'

export interface Place {
  /** Which block of words of the text it is, in reading order. Others write meanwhile: whoever goes there looks for the words too. */
  readonly block: number
  readonly kind: 'title' | 'heading' | 'text'
  readonly text: string
  /** The heading that it stands under; null above the first one. */
  readonly under: string | null
}

/** Blocks that hold words themselves. What a newer version adds is one too, if words stand in it. */
const HOLDS_WORDS: ReadonlySet<string> = new Set(['title', 'paragraph', 'heading', 'codeBlock', 'detailsSummary', 'assumption', 'horizon'])

export function placesOf(ydoc: Y.Doc): Place[] {
  const places: Place[] = []
  let block = 0
  let heading: string | null = null
  const walk = (parent: Y.XmlFragment, isTop: boolean): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement && !holdsWords(child)) walk(child, false)
      else if (child instanceof Y.XmlElement || child instanceof Y.XmlText) {
        const name = child instanceof Y.XmlElement ? child.nodeName : 'paragraph'
        const text = wordsIn(child).trim()
        const kind = name === 'title' || name === 'heading' ? name : 'text'
        if (text !== '') places.push({ block, kind, text, under: kind === 'text' ? heading : null })
        if (kind === 'heading' && isTop && text !== '') heading = text
        block++
      }
    }
  }
  walk(ydoc.getXmlFragment(TEXT_FIELD), true)
  return places
}

const holdsWords = (element: Y.XmlElement): boolean => HOLDS_WORDS.has(element.nodeName) || element.toArray().some((child) => child instanceof Y.XmlText)

/** Words only: a break is a blank, a mention is its name. */
function wordsIn(node: Y.XmlElement | Y.XmlText): string {
  if (node instanceof Y.XmlText) return (node.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('')
  return node
    .toArray()
    .map((child) => {
      if (child instanceof Y.XmlText) return wordsIn(child)
      const label: unknown = child instanceof Y.XmlElement ? child.getAttribute('label') : null
      if (typeof label !== 'string' || label === '') return ' '
      return child instanceof Y.XmlElement && child.getAttribute('kind') === 'document' ? label : `@${label}`
    })
    .join('')
}
