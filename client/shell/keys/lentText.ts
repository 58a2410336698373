/** The text that is open, lent by its screen to what lies over all screens: the palette, and the key that says what changed. */
import type * as Y from 'yjs'
import type { DocumentActions } from '../../documents/documentActions'
import { writable } from '../../sync/store'
import type { DocumentListing } from '../../workspace/listing'

export interface LentText {
  readonly listing: DocumentListing
  readonly title: string
  readonly ydoc: Y.Doc
  readonly actions: DocumentActions
}

export const lentText = writable<LentText | null>(null)
