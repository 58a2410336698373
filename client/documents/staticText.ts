/**
 * What can be shown of a text that a newer version wrote [S11]: read from a throwaway clone, every block that is known drawn as such, the words of every other
 * one as a plain paragraph. Nothing here can reach the live document. Pure.
 */
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { readFragment, UnknownContent } from './binding/readText'
import { throwawayClone } from './documentJson'
import { documentSchema, TEXT_FIELD } from './schema/schema'

export function staticText(ydoc: Y.Doc): Node {
  const clone = throwawayClone(ydoc)
  const fragment = clone.getXmlFragment(TEXT_FIELD)
  for (;;) {
    try {
      return readFragment(fragment, documentSchema())
    } catch (error) {
      if (!(error instanceof UnknownContent) || !simplify(fragment)) throw error
    }
  }
}

/** In the clone: the first unknown thing becomes its plain words. False if there was nothing left to simplify. */
function simplify(parent: Y.XmlFragment): boolean {
  const { nodes, marks } = documentSchema()
  const children = parent.toArray()
  for (const [index, child] of children.entries()) {
    if (child instanceof Y.XmlText) {
      const unknown = (child.toDelta() as { attributes?: Record<string, unknown>; insert: unknown }[]).some(
        ({ attributes, insert }) => typeof insert !== 'string' || Object.keys(attributes ?? {}).some((name) => !marks[name.replace(/--.{8}$/, '')]),
      )
      if (unknown) {
        replaceBy(parent, index, plain(child), false)
        return true
      }
    } else if (!(child instanceof Y.XmlElement) || !nodes[child.nodeName]) {
      replaceBy(parent, index, child instanceof Y.XmlElement ? words(child) : '', !(parent instanceof Y.XmlElement && nodes[parent.nodeName]?.inlineContent))
      return true
    } else if (simplify(child)) return true
  }
  return false
}

function replaceBy(parent: Y.XmlFragment, index: number, text: string, asBlock: boolean): void {
  const piece = new Y.XmlText(text)
  parent.delete(index, 1)
  if (!asBlock) {
    parent.insert(index, [piece])
    return
  }
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [piece])
  parent.insert(index, [paragraph])
}

const plain = (text: Y.XmlText): string => (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')

function words(element: Y.XmlElement): string {
  return element
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? plain(child) : child instanceof Y.XmlElement ? words(child) : ''))
    .filter((piece) => piece !== '')
    .join(' ')
}
