/** The keys of the comments: what is bound and what stands under `?` are the same lines. */
import type { PlainWord } from '../plainWord'

export type CommentAct = 'write' | 'next' | 'previous'

export const commentKeys = [
  { keys: 'Ctrl+Alt+M', words: 'comments.write', act: 'write' },
  { keys: 'Alt+PageDown', words: 'comments.next', act: 'next' },
  { keys: 'Alt+PageUp', words: 'comments.previous', act: 'previous' },
] as const satisfies readonly { readonly keys: string; readonly words: PlainWord; readonly act: CommentAct }[]

/** What a pressed key does, or null. The letter is the one printed on the key: with Alt an Apple keyboard gives another sign. */
export function commentAct(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & Partial<Pick<KeyboardEvent, 'getModifierState'>>,
): CommentAct | null {
  if (!event.altKey || event.shiftKey) return null
  // On some keyboards AltGr writes a sign, and looks like Ctrl and Alt together.
  if (event.getModifierState?.('AltGraph')) return null
  const isCommand = event.ctrlKey || event.metaKey
  if (isCommand) return event.code === 'KeyM' || event.key.toLowerCase() === 'm' ? 'write' : null
  return event.key === 'PageDown' ? 'next' : event.key === 'PageUp' ? 'previous' : null
}
