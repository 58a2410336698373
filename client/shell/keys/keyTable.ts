/** The keys of the frame in one table (pure): what is bound, what the palette shows and what stands under `?` are the same lines. Those of the text stand in documents/editor/keys.ts. */
import type { en } from '../../words/en'

/** A key of the catalogue whose words take no values. */
export type PlainWord = { [K in keyof typeof en]: (typeof en)[K] extends `${string}{${string}` ? never : K }[keyof typeof en]

export interface FrameKey {
  /** As shown: "Ctrl+K". Ctrl is Command on an Apple keyboard. */
  readonly keys: string
  readonly words: PlainWord
  readonly act: KeyAct
}
export type KeyAct = 'find' | 'walk' | 'walkBack' | 'changed' | 'help' | 'new' | 'invite' | 'fold'

export const frameKeys: readonly FrameKey[] = [
  { keys: 'Ctrl+K', words: 'shell.keys.find', act: 'find' },
  { keys: 'F6', words: 'shell.keys.walk', act: 'walk' },
  { keys: 'Shift+F6', words: 'shell.keys.walkBack', act: 'walkBack' },
  { keys: 'Alt+Shift+C', words: 'shell.keys.changed', act: 'changed' },
]

/** Only where nobody is writing, and only if they are not switched off. */
export const letterKeys: readonly FrameKey[] = [
  { keys: '?', words: 'shell.keys.help', act: 'help' },
  { keys: '/', words: 'shell.keys.find', act: 'find' },
  { keys: 'N', words: 'home.newDocument', act: 'new' },
  { keys: 'I', words: 'home.inviteSomeone', act: 'invite' },
  { keys: '[', words: 'shell.keys.fold', act: 'fold' },
]

export const keysOf = (act: KeyAct): string | undefined => [...frameKeys, ...letterKeys].find((line) => line.act === act)?.keys

export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** A pressed key as the table writes it. A letter is the one that is printed on the key where the layout gives another sign (Arabic; Alt on an Apple keyboard). */
export function pressed({ key, code, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): string {
  const printed = /^Key([A-Z])$/.exec(code)?.[1]
  const isAscii = /^[\x20-\x7e]$/.test(key)
  const sign = isAscii && !(altKey && printed) ? key.toUpperCase() : (printed ?? key)
  // With a sign such as "?" or "[" the Shift that makes it is part of it.
  const isShown = shiftKey && (sign.length > 1 || /[A-Z]/.test(sign))
  return [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', isShown ? 'Shift' : '', sign].filter((part) => part !== '').join('+')
}

/** What a pressed key does, or null. */
export function actOf(key: PressedKey, { isWriting, letters }: { isWriting: boolean; letters: boolean }): KeyAct | null {
  const name = pressed(key)
  const found = frameKeys.find(({ keys }) => keys === name) ?? (letters && !isWriting ? letterKeys.find(({ keys }) => keys === name) : undefined)
  return found?.act ?? null
}
