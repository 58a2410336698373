/** What the search and the window say to each other. */
import type { DocumentKey } from '../../device/deviceLog'
import type { Found } from './searchIndex'

export interface Searched {
  readonly id: string
  readonly doc: DocumentKey
}
export type ToSearch =
  | { readonly type: 'start'; readonly database: string }
  /** Exactly these from now on, those first that are wanted first. */
  | { readonly type: 'follow'; readonly documents: readonly Searched[] }
  | { readonly type: 'find'; readonly ask: number; readonly question: string }
  /** Which of them link to this document. */
  | { readonly type: 'linked'; readonly ask: number; readonly id: string }
  | { readonly type: 'stop' }

export type FromSearch =
  | { readonly type: 'found'; readonly ask: number; readonly found: Found }
  | { readonly type: 'linked'; readonly ask: number; readonly from: readonly string[] }
  /** Something was read: the same question may have another answer now. `read` of `of` documents are in the index. */
  | { readonly type: 'read'; readonly read: number; readonly of: number }
