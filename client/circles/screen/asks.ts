import type { Moved } from './MoveDialog'

/** What a press asks for: the dialog that opens. */
export type Ask =
  | { readonly kind: 'new circle'; readonly parent: string | null }
  | { readonly kind: 'change circle'; readonly circle: string }
  | { readonly kind: 'new role'; readonly circle: string }
  | { readonly kind: 'change role'; readonly role: string }
  | { readonly kind: 'seat'; readonly role: string }
  | { readonly kind: 'again'; readonly term: string }
  | { readonly kind: 'hand'; readonly role: string; readonly term: string }
  | { readonly kind: 'move'; readonly moved: Moved }
  | { readonly kind: 'document'; readonly circle: string }
  | { readonly kind: 'bring in' }
