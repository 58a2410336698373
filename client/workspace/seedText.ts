import * as Y from 'yjs'

/**
 * The first text of a new document, as one Yjs update (pure). A document's first block is seeded once, by whoever makes
 * it; no editor mounts before it exists. Written as y-tiptap writes it: elements named as their nodes, one Y.XmlText each.
 *
 * [S10a] The Y.Doc is a throwaway: its client id is random, and only its bytes are kept.
 */

export interface SeedBlock {
  readonly type: 'title' | 'heading' | 'paragraph' | 'bulletList' | 'orderedList' | 'taskList' | 'listItem' | 'taskItem'
  readonly attrs?: Readonly<Record<string, string | number | boolean>>
  readonly text?: string
  readonly content?: readonly SeedBlock[]
}

function element({ type, attrs = {}, text = '', content }: SeedBlock): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, string | number | boolean>>(type)
  for (const [name, value] of Object.entries(attrs)) made.setAttribute(name, value)
  if (content) made.insert(0, content.map(element))
  // Also where nothing stands yet: two people who begin in the same empty line then share one text.
  else made.insert(0, [new Y.XmlText(text)])
  return made as Y.XmlElement
}

export function seedText(blocks: readonly SeedBlock[]): Uint8Array {
  const doc = new Y.Doc()
  doc.getXmlFragment('text').insert(0, blocks.map(element))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** An empty page: a title and a paragraph to go on in. */
export const emptyPage = (title = ''): Uint8Array => seedText([{ type: 'title', text: title }, { type: 'paragraph' }])

function flatText(node: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  if (node instanceof Y.XmlText)
    return node
      .toDelta()
      .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
      .join('')
  return node instanceof Y.XmlElement
    ? node
        .toArray()
        .map((child) => flatText(child as Y.XmlElement))
        .join('')
    : ''
}

/** The title as the document itself says it; null while nothing of it is here. */
export function titleOf(doc: Y.Doc): string | null {
  const text = doc.getXmlFragment('text')
  if (text.length === 0) return null
  const titles = text.toArray().filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'title')
  const first = titles[0] ?? text.get(0)
  return first
    ? flatText(first as Y.XmlElement)
        .replace(/\s+/g, ' ')
        .trim()
    : ''
}

/** Rename: an edit of the title node like any other, as small as can be: what both have at the ends stays. */
export function renameIn(doc: Y.Doc, title: string): void {
  doc.transact(() => {
    const fragment = doc.getXmlFragment('text')
    const found = fragment.toArray().find((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'title')
    if (!found) {
      fragment.insert(0, [element({ type: 'title', text: title })])
      return
    }
    const texts = found.toArray().filter((child): child is Y.XmlText => child instanceof Y.XmlText)
    const [first] = texts
    if (!first || texts.length > 1 || first.length !== flatText(first).length) {
      found.delete(0, found.length)
      found.insert(0, [new Y.XmlText(title)])
      return
    }
    const before = flatText(first)
    let start = 0
    while (start < before.length && start < title.length && before[start] === title[start]) start++
    let end = 0
    while (end < before.length - start && end < title.length - start && before[before.length - 1 - end] === title[title.length - 1 - end]) end++
    // A letter of two units is never cut in half.
    if (/[\ud800-\udbff]/.test(before[start - 1] ?? '')) start--
    if (/[\udc00-\udfff]/.test(before[before.length - end] ?? '')) end--
    if (before.length - start - end > 0) first.delete(start, before.length - start - end)
    const inserted = title.slice(start, title.length - end)
    if (inserted !== '') first.insert(start, inserted)
  })
}

/** Words of the text, roughly: runs of letters and digits, or single signs of scripts written without blanks. */
export function wordCount(doc: Y.Doc): number {
  const parts: string[] = []
  const walk = (node: unknown) => {
    if (node instanceof Y.XmlText) parts.push(flatText(node))
    else if (node instanceof Y.XmlElement || node instanceof Y.XmlFragment) for (const child of node.toArray()) walk(child)
  }
  walk(doc.getXmlFragment('text'))
  return parts.join('\n').match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}’']+/gu)?.length ?? 0
}
