import { useEffect } from 'react'
import type * as Y from 'yjs'
import type { DocumentActions } from '../../documents/documentActions'
import type { DocumentListing } from '../../workspace/listing'
import { placeToShow } from '../palette/placeToShow'
import { lentText } from './lentText'

/** Lends the text of a document screen for as long as it stands there, and takes whoever chose a passage of it to that passage. */
export function useLendText(text: {
  readonly listing: DocumentListing
  readonly title: string
  readonly ydoc: Y.Doc | null
  readonly actions: DocumentActions | null
  /** The words that were looked for no longer stand here. */
  readonly onGone: () => void
}): void {
  const { listing, title, ydoc, actions, onGone } = text
  useEffect(() => {
    if (ydoc && actions) lentText.set({ listing, title, ydoc, actions })
  }, [listing, title, ydoc, actions])
  // Taken back with the text itself, not whenever its title changes: whoever follows it would miss what is written meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text or another editor
  useEffect(() => () => lentText.set(null), [ydoc, actions])

  const { id } = listing
  // biome-ignore lint/correctness/useExhaustiveDependencies: onGone is made anew with each drawing
  useEffect(() => {
    if (!actions) return
    const look = () => {
      const place = placeToShow.get()
      if (place?.documentId !== id) return
      placeToShow.set(null)
      // After the palette has gone and given the focus back.
      setTimeout(() => {
        if (!actions.showPlace(place)) onGone()
      }, 60)
    }
    look()
    return placeToShow.subscribe(look)
  }, [id, actions])
}
