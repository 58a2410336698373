import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Shown } from '../binding/places'
import { anchorsIn } from './anchors'
import { hangingsOf, hangUp } from './hangUp'
import type { Range } from './hook'
import type { Thread } from './threads'

/** Where the threads are in the text. */
export interface Anchored {
  /** Ids in the order of the text. */
  readonly order: readonly string[]
  /** Ids of those whose words are nowhere. */
  readonly lost: readonly string[]
}

export interface Anchors extends Anchored {
  /** Where a thread's words stand now, or null. */
  rangeOf(id: string): Range | null
  /** Those that hang by their words alone: no mark has been set yet. */
  found(): readonly Range[]
  /** Looks again at once. */
  look(): void
}

const NOWHERE: Anchored = { order: [], lost: [] }
/** Ms after a change. */
const EVERY = 250
/** Ms of quiet before words without a mark are looked for in the whole text. */
const QUIET = 1_000
/** Ms between the first editor here and the next, so that as a rule one of them hangs up what somebody else asked for. */
const TURN = 400

export const shownOf = (editor: Editor): Shown | null => editor.storage.sharedText.kept?.shown ?? null

/**
 * Follows the text without standing in a key's way: marks are read from blocks that are known already, at most four times a second; the search for what has no
 * mark waits for a pause. Whoever may write then sets the missing marks.
 */
export function useAnchored(editor: Editor, threads: readonly Thread[] | null, awareness: Awareness, mayWrite: boolean): Anchors {
  const [anchored, setAnchored] = useState<Anchored>(NOWHERE)
  const ranges = useRef<ReadonlyMap<string, Range>>(new Map())
  const searched = useRef<ReadonlyMap<string, Range>>(new Map())
  const latest = useRef(threads)
  latest.current = threads

  const look = useCallback(
    (isDeep: boolean) => {
      const all = latest.current
      const shown = shownOf(editor)
      if (all === null || editor.isDestroyed || !shown) return
      const { doc } = editor.state
      const marks = anchorsIn(doc)
      if (isDeep) searched.current = new Map(hangingsOf(shown, doc, all).map(({ id, range }) => [id, range]))
      const found = new Map<string, Range>()
      const lost: string[] = []
      for (const { id } of all) {
        const range = marks.get(id) ?? searched.current.get(id)
        if (range) found.set(id, range)
        else lost.push(id)
      }
      ranges.current = found
      const order = [...found].sort(([, a], [, b]) => a.from - b.from || a.to - b.to).map(([id]) => id)
      const next = { order, lost }
      setAnchored((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    },
    [editor],
  )

  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | null = null
    let quiet: ReturnType<typeof setTimeout> | null = null
    const onChange = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged) return
      soon ??= setTimeout(() => {
        soon = null
        look(false)
      }, EVERY)
      if (quiet) clearTimeout(quiet)
      quiet = setTimeout(() => look(true), QUIET)
    }
    editor.on('transaction', onChange)
    return () => {
      editor.off('transaction', onChange)
      if (soon) clearTimeout(soon)
      if (quiet) clearTimeout(quiet)
    }
  }, [editor, look])

  // biome-ignore lint/correctness/useExhaustiveDependencies: new records are looked for at once
  useEffect(() => look(true), [threads, look])
  useHangUp(editor, latest, awareness, mayWrite, anchored, look)

  const api = useRef<Omit<Anchors, keyof Anchored> | null>(null)
  api.current ??= {
    rangeOf: (id) => ranges.current.get(id) ?? null,
    found: () => [...searched.current.values()],
    look: () => look(true),
  }
  return { ...anchored, ...api.current }
}

/** Sets the marks of those who could not: members who may only comment. Of several editors the first does it; the others, a little later, find it done. */
function useHangUp(
  editor: Editor,
  threads: { readonly current: readonly Thread[] | null },
  awareness: Awareness,
  mayWrite: boolean,
  anchored: Anchored,
  look: (isDeep: boolean) => void,
): void {
  /** What was tried and did not take (a place where no mark may stand) is not tried for ever. */
  const tried = useRef(new Set<string>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever something came to hang otherwise
  useEffect(() => {
    if (!mayWrite) return
    const pending = () => {
      const shown = shownOf(editor)
      if (!shown || !threads.current || editor.isDestroyed) return []
      return hangingsOf(shown, editor.state.doc, threads.current).filter(({ id, range }) => !tried.current.has(`${id} ${range.from} ${range.to}`))
    }
    if (pending().length === 0) return
    const rank = [...awareness.getStates().keys()].sort((a, b) => a - b).indexOf(awareness.clientID)
    let timer: ReturnType<typeof setTimeout>
    const hang = () => {
      if (editor.view.composing) {
        timer = setTimeout(hang, TURN)
        return
      }
      const hangings = pending()
      for (const { id, range } of hangings) tried.current.add(`${id} ${range.from} ${range.to}`)
      hangUp(editor, hangings)
      look(true)
    }
    timer = setTimeout(hang, TURN * (1 + Math.max(0, rank)))
    return () => clearTimeout(timer)
  }, [editor, awareness, mayWrite, anchored, look])
}
