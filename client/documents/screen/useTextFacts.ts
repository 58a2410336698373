/** The outline and the number of words, at most every 250 ms and never in a key's way. */
import type { Editor } from '@tiptap/core'
import { startTransition, useEffect, useState } from 'react'
import { type OutlineEntry, outlineOf } from '../editor/outline'
import { countWords } from '../editor/wordCount'

export interface TextFacts {
  readonly outline: readonly OutlineEntry[]
  readonly words: number
}

const EVERY = 250

export function useTextFacts(editor: Editor | null): TextFacts {
  const [facts, setFacts] = useState<TextFacts>({ outline: [], words: 0 })
  useEffect(() => {
    if (!editor) return
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = () => {
      timer = null
      if (editor.isDestroyed) return
      const { words, isWhole } = countWords(editor.state.doc)
      startTransition(() =>
        setFacts((before) => {
          const outline = outlineOf(editor.state.doc, before.outline)
          const shown = isWhole ? words : before.words
          return outline === before.outline && shown === before.words ? before : { outline, words: shown }
        }),
      )
      if (!isWhole) timer = setTimeout(look, 30)
    }
    const soon = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) timer ??= setTimeout(look, EVERY)
    }
    // The text is painted first.
    timer = setTimeout(look, 0)
    editor.on('transaction', soon)
    return () => {
      editor.off('transaction', soon)
      if (timer) clearTimeout(timer)
    }
  }, [editor])
  return facts
}
