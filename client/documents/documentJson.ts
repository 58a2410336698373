/** A document's text as plain JSON. */
import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../shared/result'
import { readFragment, UnknownContent } from './binding/readText'
import { documentSchema, TEXT_FIELD } from './schema/schema'

/** ProseMirror's JSON: what is signed, compared, exported and searched. */
export interface DocumentNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly DocumentNode[]
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[]
  readonly text?: string
}

/** A throwaway copy: whatever is done to it, the live document does not change. */
export function throwawayClone(ydoc: Y.Doc): Y.Doc {
  const clone = new Y.Doc()
  Y.applyUpdateV2(clone, Y.encodeStateAsUpdateV2(ydoc))
  return clone
}

/** The whole text. Read from a throwaway clone, so that no reader, ours or a library's, can change the document. Refused: it holds what this version does not know. */
export function documentJson(ydoc: Y.Doc): Result<DocumentNode, 'newer content'> {
  const clone = throwawayClone(ydoc)
  try {
    return ok(readFragment(clone.getXmlFragment(TEXT_FIELD), documentSchema()).toJSON() as DocumentNode)
  } catch (error) {
    if (error instanceof UnknownContent) return refuse('newer content')
    throw error
  } finally {
    clone.destroy()
  }
}

/** The words of the title; '' if there is none. */
export function titleOf(ydoc: Y.Doc): string {
  const first = ydoc.getXmlFragment(TEXT_FIELD).get(0)
  return first instanceof Y.XmlElement && first.nodeName === 'title' ? wordsIn(first) : ''
}

function wordsIn(element: Y.XmlElement): string {
  return element
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText ? (child.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('') : ' ',
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
