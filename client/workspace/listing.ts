import type { DocumentKey } from '../device/deviceLog'
import type { DocumentSort } from './indexDocument'
import type { Rung } from '../crypto/seed'
import type { Digest } from './stored'

/**
 * The documents of a workspace as a person sees them (pure): what the index lists, what it no longer lists but this
 * device still has, and what was deleted and still lies here.
 */

export type DocumentState =
  /** Listed. */
  | 'listed'
  /** Gone from the index without a signed word: can be put back. */
  | 'removed'
  /** Deleted, signed; this device has not agreed to drop its copy. */
  | 'deleted'

export interface DocumentListing {
  readonly id: string
  readonly doc: DocumentKey
  readonly rung: Rung
  readonly title: string
  readonly sort: DocumentSort
  readonly state: DocumentState
  readonly archived: boolean
  /** Author, 16 bytes hex, of the removal or deletion; null: not known. */
  readonly goneBy: string | null
  readonly goneAt: number | null
  readonly changedAt: number | null
  readonly changedBy: string | null
  /** Somebody else changed it since this person last had it open. */
  readonly isChanged: boolean
  /** Never had it open, and somebody else made it. */
  readonly isNew: boolean
  readonly words: number
}

/** Somebody else's rows since one last had it open. What was never opened is new, not changed. */
export const isChangedSince = (digest: Digest | undefined): boolean =>
  digest !== undefined && digest.seenAt !== null && digest.othersAt !== null && digest.othersAt > digest.seenAt

/** In use: listed, not archived. The newest change first; what has not come yet, last; then by title. */
export function inUse(listings: readonly DocumentListing[]): DocumentListing[] {
  return sorted(listings.filter(({ state, archived }) => state === 'listed' && !archived))
}
/** The archive: what was put there, and what is gone from the list and still lies here. */
export function inArchive(listings: readonly DocumentListing[]): DocumentListing[] {
  return sorted(listings.filter(({ state, archived }) => state !== 'listed' || archived))
}
const sorted = (listings: readonly DocumentListing[]): DocumentListing[] =>
  [...listings].sort((a, b) => (b.changedAt ?? -1) - (a.changedAt ?? -1) || a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1))

/** Without case, accents and marks, so that "reunion" finds "Réunion". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

export interface Hit<T> {
  readonly item: T
  /** Start and end in the title that was found, in UTF-16 units; null: found, but not as one stretch. */
  readonly mark: readonly [number, number] | null
}

/** Find by title: words that begin so come first, then words that hold it; every word typed must be there. */
export function findByTitle<T extends { readonly title: string }>(items: readonly T[], typed: string): Hit<T>[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return items.map((item) => ({ item, mark: null }))
  const found: { hit: Hit<T>; rank: number }[] = []
  for (const item of items) {
    const title = folded(item.title)
    if (!words.every((word) => title.includes(word))) continue
    const whole = folded(typed.trim())
    const at = title.indexOf(whole)
    // Folding can change lengths (ligatures, marks): a mark is shown only where it cannot be wrong.
    const sameLength = title.length === item.title.length
    const starts = words.every((word) => title.startsWith(word) || title.includes(` ${word}`))
    found.push({ hit: { item, mark: at >= 0 && sameLength ? [at, at + whole.length] : null }, rank: title.startsWith(whole) ? 0 : starts ? 1 : 2 })
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit)
}
