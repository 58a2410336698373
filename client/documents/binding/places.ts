/** Between places in Yjs (characters, which keep their names) and positions in the editor. Reads only. */
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { itemAt, type TextFollower } from './followText'
import type { Mapping } from './readText'

/** What is needed to turn one into the other. */
export interface Shown {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly mapping: Mapping
}

/** The place just after a character, or at the beginning of a text or block (`item` null), as y-tiptap writes it. */
export type Place = Y.RelativePosition

export function placeAt(shown: Shown, position: number): Place | null {
  try {
    return absolutePositionToRelativePosition(position, shown.type, shown.mapping as never) as Place
  } catch {
    return null
  }
}

/** The position of a place in what is shown, or null where it is nowhere in it. */
export function positionOf(shown: Shown, place: Place): number | null {
  return relativePositionToAbsolutePosition(shown.doc, shown.type, place, shown.mapping as never)
}

/** The position just after a character that is still there. */
export function positionAfter(shown: Shown, id: Y.ID): number | null {
  const item = itemAt(shown.doc, id)
  if (!item || item.deleted || !(item.parent instanceof Y.XmlText)) return null
  return positionOf(shown, new Y.RelativePosition(null, null, id, -1))
}

export function startOf(shown: Shown, text: Y.XmlText): number | null {
  return positionOf(shown, Y.createRelativePositionFromTypeIndex(text, 0, -1))
}

/** A place after a change of others: where its character is, or where the character's copy went, or where Yjs says it was. */
export function followed(shown: Shown, place: Place, follower: TextFollower): number | null {
  if (place.item) {
    const item = itemAt(shown.doc, place.item)
    if (!item || item.deleted) {
      const copy = follower.copyOf(place.item)
      const position = copy ? positionAfter(shown, copy) : null
      if (position !== null) return position
    }
  }
  return positionOf(shown, place)
}
