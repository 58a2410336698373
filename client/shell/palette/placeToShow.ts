/** A passage that was chosen in the palette, until the text in which it stands is on the screen. */
import type { FoundPlace } from '../../documents/search/showPlace'
import { writable } from '../../sync/store'

export interface PlaceToShow extends FoundPlace {
  readonly documentId: string
}

export const placeToShow = writable<PlaceToShow | null>(null)
