/**
 * What makes a language complete, checked by the compiler: every message of English, none besides, and in each the values that English gives it.
 *
 * A room of another language is written as `translationOf<typeof english>()({ … })`; English itself is imported as a type only, so that no language carries it.
 */
import type { ValuesOf } from './messageTypes'

type Messages = Readonly<Record<string, string>>

/** True where both messages name the same values and the translation can be given what English is given. */
type SuitsEnglish<English extends string, Words extends string> = [keyof ValuesOf<English>, ValuesOf<English>] extends [keyof ValuesOf<Words>, ValuesOf<Words>]
  ? [keyof ValuesOf<Words>] extends [keyof ValuesOf<English>]
    ? true
    : false
  : false

/** `Words`, or at each message that does not suit a type that no message has, whose text is what the compiler then says. */
export type Translation<English extends Messages, Words extends Messages> = {
  readonly [K in keyof Words]: K extends keyof English
    ? SuitsEnglish<English[K], Words[K]> extends true
      ? Words[K]
      : { 'values differ from English': English[K] }
    : { 'English has no such message': K }
}

/** The messages as they are; all is in the types. */
export function translationOf<English extends Messages>() {
  return <const Words extends Readonly<Record<keyof English, string>>>(words: Words & Translation<English, Words>): Words => words
}
