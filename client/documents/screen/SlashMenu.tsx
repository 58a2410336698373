import type { Editor } from '@tiptap/core'
import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import { matchingInsertions } from '../editor/insert'
import { chooseSlash, closeSlash, type SlashState } from '../editor/slash'
import styles from './Panels.module.css'
import { useFloating } from './useFloating'

export type SlashKeyHandler = (key: 'ArrowUp' | 'ArrowDown' | 'Enter' | 'Tab' | 'Escape') => boolean

/** The list behind "/". The text keeps the focus; the list is told the keys. */
export function SlashMenu({ editor, state, onKeys }: { editor: Editor; state: SlashState; onKeys: (handler: SlashKeyHandler | null) => void }) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const found = matchingInsertions(state.query, t)
  const [active, setActive] = useState(0)
  const at = Math.min(active, found.length - 1)
  useFloating(panel, editor, state.from)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, another list
  useEffect(() => setActive(0), [state.query])
  useEffect(() => {
    // Nothing by that name, and more is being typed: it was not meant for the list.
    if (found.length === 0 && state.query.length > 6) closeSlash(editor)
  })
  useEffect(() => {
    onKeys((key) => {
      if (found.length === 0) return false
      if (key === 'ArrowDown') setActive((at + 1) % found.length)
      else if (key === 'ArrowUp') setActive((at + found.length - 1) % found.length)
      else {
        const chosen = found[at]
        if (chosen) chooseSlash(editor, state, chosen.run)
      }
      return true
    })
    return () => onKeys(null)
  })
  useEffect(() => {
    const { dom } = editor.view
    panel.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
    dom.setAttribute('aria-controls', id)
    dom.setAttribute('aria-activedescendant', `${id}-${at}`)
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, id, at])
  return createPortal(
    <div ref={panel} className={`${styles.floating} ${styles.list}`} role="listbox" id={id} aria-label={t('documents.slash')}>
      {found.length === 0 && <div className={styles.none}>{t('documents.slashNothing')}</div>}
      {found.map((insertion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text has the focus and hands the keys on
        <div
          key={insertion.id}
          id={`${id}-${index}`}
          className={styles.option}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setActive(index)}
          onClick={() => chooseSlash(editor, state, insertion.run)}
        >
          <Icon name={insertion.icon} size={20} />
          <span>{t(insertion.words)}</span>
        </div>
      ))}
    </div>,
    document.body,
  )
}
