import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { whoOf } from '../../design/people/person'
import type { Range } from './hook'
import { paintRanges } from './lines'
import { openPainter, type Painted, type Painter } from './paint'
import { sayingsOf, type Thread } from './threads'

export interface PaintSettings {
  readonly editor: Editor
  /** Those whose words are to be marked. */
  readonly threads: readonly Thread[]
  readonly chosen: string | null
  readonly waits: (thread: Thread) => boolean
  readonly colourOf: (device: string) => number | null
  /** Words that no mark holds yet, and those that are being commented on. */
  readonly found: readonly Range[]
  readonly draft: Range | null
}

/** Marks commented words in the text. */
export function usePaint({ editor, threads, chosen, waits, colourOf, found, draft }: PaintSettings): void {
  const [painter, setPainter] = useState<Painter | null>(null)
  useEffect(() => {
    const opened = openPainter(document)
    setPainter(opened)
    return () => opened.stop()
  }, [])
  const painted = (thread: Thread): Painted => {
    const [first] = sayingsOf(thread)
    return { id: thread.id, who: whoOf(first ? colourOf(first.device) : null) ?? null, waits: waits(thread) }
  }
  useEffect(() => painter?.rest(threads.map(painted)))
  const active = threads.find(({ id }) => id === chosen)
  const rules = active ? JSON.stringify(painted(active)) : null
  useEffect(() => painter?.chosen(rules === null ? null : (JSON.parse(rules) as Painted)), [painter, rules])

  const foundText = JSON.stringify(found)
  useEffect(() => {
    paintRanges(editor, 'comment-found', JSON.parse(foundText) as Range[])
    return () => paintRanges(editor, 'comment-found', [])
  }, [editor, foundText])
  const draftText = JSON.stringify(draft)
  useEffect(() => {
    const range = JSON.parse(draftText) as Range | null
    paintRanges(editor, 'comment-new', range ? [range] : [])
    return () => paintRanges(editor, 'comment-new', [])
  }, [editor, draftText])
}
