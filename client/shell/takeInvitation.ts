/**
 * An invitation's secret stands in the address: it is taken out of the address bar and of the history before anything
 * else runs. (`replaceState` overwrites the entry that the link made.)
 */

export interface PlaceOfAddress {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
}

/** The fragment without its #, or null where it is a route or nothing. */
export function takeInvitation(place: PlaceOfAddress): string | null {
  const { hash, pathname, search } = place.location
  if (hash.length < 2 || hash.startsWith('#/')) return null
  place.history.replaceState(null, '', `${pathname}${search}#/`)
  return hash.slice(1)
}

/** What somebody pasted: a whole link, or only the part after #. */
export function invitationIn(pasted: string): string | null {
  const found = pasted.trim()
  const at = found.indexOf('#')
  const fragment = at < 0 ? found : found.slice(at + 1)
  return fragment === '' || fragment.startsWith('/') ? null : fragment.replace(/\s+/g, '')
}
