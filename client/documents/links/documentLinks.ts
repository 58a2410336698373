/**
 * Links from one document to another (pure). In a text they are a mention of kind `document`, by the document's id, or an ordinary link on any words whose address
 * is the app's own: `https://…/#/d/<id>`. Neither holds what opens the document: whoever follows one needs it already.
 */
import * as Y from 'yjs'
import type { DocumentNode } from '../documentJson'

const ID = /^[0-9a-f]{32}$/
/** As in the schema; written here again, since the schema brings the whole editor, and the search reads this in a worker. */
const TEXT_FIELD = 'text'

/** Which document an address of the app leads to; null: it is another address. */
export function documentIn(href: unknown): string | null {
  if (typeof href !== 'string') return null
  return /^https?:\/\/[^#]*#\/d\/([0-9a-f]{32})$/i.exec(href)?.[1]?.toLowerCase() ?? null
}

/** @param page where this copy of the app is: origin and path */
export const addressOf = (page: string, id: string): string => `${page}#/d/${id}`

/** The documents that a text links to, each once, in the order of the text. Reads Yjs and never writes. */
export function linksIn(ydoc: Y.Doc): string[] {
  const found = new Set<string>()
  const walk = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement) {
        const id: unknown = child.nodeName === 'mention' && child.getAttribute('kind') === 'document' ? child.getAttribute('id') : null
        if (typeof id === 'string' && ID.test(id)) found.add(id)
        walk(child)
      } else if (child instanceof Y.XmlText) {
        for (const { attributes } of child.toDelta() as { attributes?: Record<string, unknown> }[]) {
          const link = attributes?.link
          const id = documentIn(typeof link === 'object' && link !== null ? (link as { href?: unknown }).href : null)
          if (id !== null) found.add(id)
        }
      }
    }
  }
  walk(ydoc.getXmlFragment(TEXT_FIELD))
  return [...found]
}

/** The text with each linked document called as it is called now; one that is not here keeps the name that it had when it was linked. */
export function withTitles(node: DocumentNode, titleOf: (id: string) => string | null): DocumentNode {
  if (node.type === 'mention' && node.attrs?.kind === 'document') {
    const title = titleOf(String(node.attrs.id))
    return title === null ? node : { ...node, attrs: { ...node.attrs, label: title } }
  }
  return node.content ? { ...node, content: node.content.map((child) => withTitles(child, titleOf)) } : node
}
