import type { Editor } from '@tiptap/core'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { t } from '../../words/words'
import { headingPosition, type OutlineEntry } from '../editor/outline'
import styles from './Outline.module.css'

export interface OutlineProps {
  readonly editor: Editor
  readonly entries: readonly OutlineEntry[]
  readonly words: number
  readonly scroller: RefObject<HTMLElement | null>
  readonly onJump?: (() => void) | undefined
  /** Below the line: copies, versions. */
  readonly children?: ReactNode
}

/** The text's headings, to jump by, with the section that one reads marked. */
export function Outline({ editor, entries, words, scroller, onJump, children }: OutlineProps) {
  const current = useCurrent(editor, entries, scroller)
  return (
    <nav aria-label={t('documents.outline')}>
      {entries.length === 0 ? (
        <p className={styles.empty}>{t('documents.outlineEmpty')}</p>
      ) : (
        <ol className={styles.list}>
          {entries.map(({ text, depth, index }) => (
            <li key={index}>
              <button
                type="button"
                className={styles.entry}
                data-depth={depth}
                aria-current={index === current}
                onClick={() => {
                  jumpTo(editor, index)
                  onJump?.()
                }}
              >
                <span dir="auto">{text === '' ? t('documents.untitled') : text}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.foot}>
        {children}
        {/* No live region: others' typing is not announced. */}
        <span>{t('documents.words', { count: words })}</span>
      </div>
    </nav>
  )
}

/** By the element itself: exact also where blocks far away have no layout yet. */
export function jumpTo(editor: Editor, index: number): void {
  const position = headingPosition(editor.state.doc, index)
  if (position === null) return
  const element = editor.view.nodeDOM(position)
  if (!(element instanceof HTMLElement)) return
  element.scrollIntoView({ block: 'start' })
  editor.commands.setTextSelection(position + 1)
  if (editor.isEditable && !matchMedia('(pointer: coarse)').matches) editor.view.focus()
}

/** The last heading above the upper third. */
function useCurrent(editor: Editor, entries: readonly OutlineEntry[], scroller: RefObject<HTMLElement | null>): number {
  const [current, setCurrent] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const look = () => {
      frame = 0
      if (editor.isDestroyed) return
      const line = element.getBoundingClientRect().top + element.clientHeight / 3
      let found = 0
      for (const { index } of entries) {
        const position = headingPosition(editor.state.doc, index)
        const heading = position === null ? null : editor.view.nodeDOM(position)
        if (heading instanceof HTMLElement && heading.getBoundingClientRect().top <= line) found = index
        else break
      }
      setCurrent(found)
    }
    const soon = () => {
      frame ||= requestAnimationFrame(look)
    }
    soon()
    element.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', soon)
    }
  }, [editor, entries, scroller])
  return current
}
