/**
 * Where one is (pure). Hash routes only: what stands after # never reaches a server. An invitation is a fragment that
 * does not begin with `#/`.
 */

export type Route =
  | { readonly place: 'home' }
  | { readonly place: 'documents'; readonly archived: boolean }
  | { readonly place: 'document'; readonly id: string }
  /** A copy's changes, on their way into the main text (push) or the other way. */
  | { readonly place: 'review'; readonly main: string; readonly copy: string; readonly direction: 'push' | 'pull' }
  | { readonly place: 'versions'; readonly id: string }
  /** What others changed since one looked last. */
  | { readonly place: 'away'; readonly id: string }
  /** With the copy whose changes are to be proposed. */
  | { readonly place: 'proposals'; readonly copy: string | null }
  /** A text that is being decided on, by the id of its document. */
  | { readonly place: 'proposal'; readonly id: string }
  /** The log; with one that is open when it comes. */
  | { readonly place: 'decisions'; readonly id: string | null }
  /** A decision that was taken in a room is written down. */
  | { readonly place: 'decide' }
  | { readonly place: 'people' }
  /** `look`: null, as it was looked at last. */
  | {
      readonly place: 'circles'
      readonly look: 'list' | 'map' | 'table' | 'people' | 'turns' | null
      readonly circle: string | null
      readonly role: string | null
      readonly person: string | null
      /** One of what goes round. */
      readonly rota: string | null
    }
  | { readonly place: 'devices' }
  | { readonly place: 'settings' }
  | { readonly place: 'workspace'; readonly id: string }
  | { readonly place: 'new-workspace' }
  | { readonly place: 'open-invitation' }
  | { readonly place: 'unknown' }

const ID = /^[0-9a-f]{32}$/
/** A member, or a name on the chart. */
const PERSON = /^(?:[0-9a-f]{32}){1,2}$/

/** @param path what `useHashLocation` gives: "/", "/d/…" */
export function routeOf(path: string): Route {
  const [first = '', second = '', ...rest] = path.replace(/^\//, '').split('/')
  const [third = ''] = rest
  const isReview = rest.length === 1 && ID.test(second) && ID.test(third)
  if (first === 'bring-back' && isReview) return { place: 'review', main: second, copy: third, direction: 'push' }
  if (first === 'get-latest' && isReview) return { place: 'review', main: second, copy: third, direction: 'pull' }
  if (first === 'd' && ID.test(second) && rest.join() === 'versions') return { place: 'versions', id: second }
  if (first === 'd' && ID.test(second) && rest.join() === 'away') return { place: 'away', id: second }
  const circles = { place: 'circles', look: null, circle: null, role: null, person: null, rota: null } as const
  if (first === 'circles' && rest.length === 1 && ID.test(third) && second === 'c') return { ...circles, circle: third }
  if (first === 'circles' && rest.length === 1 && PERSON.test(third) && second === 'p') return { ...circles, person: third }
  if (first === 'circles' && rest.length === 1 && ID.test(third) && second === 'r') return { ...circles, role: third }
  if (first === 'circles' && rest.length === 1 && ID.test(third) && second === 'turns') return { ...circles, look: 'turns', rota: third }
  if (rest.length > 0) return { place: 'unknown' }
  if (first === 'circles' && second === '') return circles
  if (first === 'circles' && (second === 'list' || second === 'map' || second === 'table' || second === 'people' || second === 'turns'))
    return { ...circles, look: second }
  if (first === 'd' && ID.test(second)) return { place: 'document', id: second }
  if (first === 'w' && ID.test(second)) return { place: 'workspace', id: second }
  if (first === 'propose' && ID.test(second)) return { place: 'proposals', copy: second }
  if (first === 'p' && ID.test(second)) return { place: 'proposal', id: second }
  if (first === 'decisions' && (second === '' || /^[0-9a-f]{32,64}$/.test(second))) return { place: 'decisions', id: second || null }
  if (first === 'documents' && (second === '' || second === 'archive')) return { place: 'documents', archived: second === 'archive' }
  if (second !== '') return { place: 'unknown' }
  switch (first) {
    case '':
      return { place: 'home' }
    case 'proposals':
      return { place: 'proposals', copy: null }
    case 'decide':
      return { place: 'decide' }
    case 'people':
      return { place: 'people' }
    case 'devices':
      return { place: 'devices' }
    case 'settings':
      return { place: 'settings' }
    case 'new':
      return { place: 'new-workspace' }
    case 'invitation':
      return { place: 'open-invitation' }
    default:
      return { place: 'unknown' }
  }
}

const IN_DOCUMENT: readonly Route['place'][] = ['document', 'versions', 'away', 'review', 'proposal']
/** A document, its versions, what changed in it, what a copy brings, or a proposal: the frame makes room for the text. */
export const isInDocument = ({ place }: Route): boolean => IN_DOCUMENT.includes(place)

export const toDocument = (id: string): string => `/d/${id}`
export const toVersions = (id: string): string => `/d/${id}/versions`
export const toAway = (id: string): string => `/d/${id}/away`
export const toProposal = (id: string): string => `/p/${id}`
export const toWorkspace = (id: string): string => `/w/${id}`
