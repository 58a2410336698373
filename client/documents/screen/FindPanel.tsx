import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { IconButton } from '../../design/controls/IconButton'
import { t } from '../../words/words'
import { findMatches, goToMatch, hideMatches, type Match, nextMatch, replaceMatches, showMatches } from '../editor/find'
import styles from './Panels.module.css'

export interface FindPanelProps {
  readonly editor: Editor
  readonly mayWrite: boolean
  readonly onClose: () => void
  readonly onSaid: (words: string) => void
}

/** Find and replace, above the text. Matches are marked without touching the text. */
export function FindPanel({ editor, mayWrite, onClose, onSaid }: FindPanelProps) {
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState(() => selectedWords(editor))
  const [text, setText] = useState('')
  const doc = useDocument(editor)
  const matches = useMemo(() => findMatches(doc, query), [doc, query])
  const [at, setAt] = useState(0)
  const current = matches.length === 0 ? -1 : Math.min(at, matches.length - 1)

  useEffect(() => field.current?.select(), [])
  useEffect(() => hideMatches, [])
  useEffect(() => {
    setAt(query === '' ? 0 : Math.max(0, nextMatch(findMatches(editor.state.doc, query), editor.state.selection.from)))
  }, [editor, query])
  useEffect(() => showMatches(editor, matches, current), [editor, matches, current])

  const go = (step: number) => {
    if (matches.length === 0) return
    const next = (current + step + matches.length) % matches.length
    setAt(next)
    const match = matches[next]
    if (match) goToMatch(editor, match)
  }
  const replace = (which: readonly Match[]) => {
    replaceMatches(editor, which, text)
    if (which.length > 1) onSaid(t('documents.replaced', { count: which.length }))
  }
  const close = () => {
    onClose()
    editor.view.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(event.shiftKey ? -1 : 1)
    }
  }
  return (
    <search className={styles.find} aria-label={t('documents.find')}>
      <div className={styles.findPanel}>
        <div className={styles.findLine}>
          <Field
            ref={field}
            quiet
            hideLabel
            icon="search"
            label={t('documents.findField')}
            placeholder={t('documents.findField')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <output className={styles.count}>{query !== '' && t('documents.findCount', { at: current + 1, count: matches.length })}</output>
          <IconButton small name="up" label={t('documents.findPrevious')} keys="Shift+Enter" onClick={() => go(-1)} />
          <IconButton small name="down" label={t('documents.findNext')} keys="Enter" onClick={() => go(1)} />
          <IconButton small name="close" label={t('design.close')} onClick={close} />
        </div>
        {mayWrite && (
          <div className={styles.findLine}>
            <Field
              quiet
              hideLabel
              label={t('documents.replaceField')}
              placeholder={t('documents.replaceField')}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return
                event.stopPropagation()
                close()
              }}
            />
            <Button small kind="quiet" onClick={() => replace(matches.slice(current, current + 1))}>
              {t('documents.replaceOne')}
            </Button>
            <Button small kind="quiet" onClick={() => replace(matches)}>
              {t('documents.replaceAll')}
            </Button>
          </div>
        )}
      </div>
    </search>
  )
}

function selectedWords(editor: Editor): string {
  const { from, to, $from, $to } = editor.state.selection
  return $from.sameParent($to) && to - from < 200 ? editor.state.doc.textBetween(from, to) : ''
}

/** The document as it was at most 200 ms ago. */
function useDocument(editor: Editor) {
  const [doc, setDoc] = useState(editor.state.doc)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = () => {
      timer = null
      if (!editor.isDestroyed) setDoc(editor.state.doc)
    }
    const soon = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) timer ??= setTimeout(look, 200)
    }
    look()
    editor.on('transaction', soon)
    return () => {
      editor.off('transaction', soon)
      if (timer) clearTimeout(timer)
    }
  }, [editor])
  return doc
}
