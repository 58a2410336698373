/**
 * The one voice of the app (pure): what is said to a screen reader, one thing at a time and never more often than every five seconds. Of each subject only the
 * newest words wait. What somebody asked for comes first, in at most two parts. Others' typing never comes here.
 */
import { type Store, writable } from '../../sync/store'

export interface Said {
  /** Counts up, so that the same words are said again. */
  readonly n: number
  readonly words: string
}
export interface Announcer {
  readonly said: Store<Said>
  /** In passing: when there is room. */
  say(subject: string, words: string): void
  /** The answer to a key: its first part at once, its second as soon as there is room. */
  answer(parts: readonly [string] | readonly [string, string]): void
  stop(): void
}
export interface Voice {
  /** ms */
  readonly now: () => number
  readonly after: (ms: number, act: () => void) => () => void
}

/** Ms between two announcements (W3C CTAUR: others' work must not drown one's own). */
export const APART = 5_000

export function announcer({ now, after }: Voice): Announcer {
  const said = writable<Said>({ n: 0, words: '' })
  const waiting = new Map<string, string>()
  let second: string | null = null
  let last = Number.NEGATIVE_INFINITY
  let callOff: (() => void) | null = null

  function speak(words: string): void {
    last = now()
    said.set({ n: said.get().n + 1, words })
  }
  function next(): void {
    callOff = null
    const [subject, words] = second === null ? ([...waiting][0] ?? []) : ['', second]
    if (words === undefined || subject === undefined) return
    if (second === null) waiting.delete(subject)
    else second = null
    speak(words)
    soon()
  }
  function soon(): void {
    if (second === null && waiting.size === 0) return
    const wait = last + APART - now()
    if (wait <= 0) next()
    else callOff ??= after(wait, next)
  }
  return {
    said,
    say(subject, words) {
      waiting.set(subject, words)
      soon()
    },
    answer([first, other]) {
      callOff?.()
      callOff = null
      second = other ?? null
      speak(first)
      soon()
    },
    stop() {
      callOff?.()
      callOff = null
      second = null
      waiting.clear()
    },
  }
}
