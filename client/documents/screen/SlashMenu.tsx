import type { Editor } from '@tiptap/core'
import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../../design/signs/Icon'
import type { IconName } from '../../design/signs/icons'
import { t } from '../../words/words'
import { insertDocumentLink, matchingInsertions } from '../editor/insert'
import { chooseSlash, closeSlash, type SlashState } from '../editor/slash'
import type { LinkTargets } from '../links/linkTargets'
import styles from './Panels.module.css'
import { useFloating } from './useFloating'

export type SlashKeyHandler = (key: 'ArrowUp' | 'ArrowDown' | 'Enter' | 'Tab' | 'Escape') => boolean

interface Option {
  readonly id: string
  readonly icon: IconName
  readonly words: string
  readonly run: (editor: Editor) => void
}

function optionsOf(state: SlashState, targets: LinkTargets): readonly Option[] {
  if (state.kind === 'document')
    return targets
      .find(state.query)
      .map(({ id, title }) => ({ id, icon: 'document', words: title || t('documents.untitled'), run: (editor) => insertDocumentLink(editor, { id, title }) }))
  return matchingInsertions(state.query, t).map(({ id, icon, words, run }) => ({ id, icon, words: t(words), run }))
}
/** Nothing by that name, and more is being typed: it was not meant for the list. */
const GIVES_UP = { add: 6, document: 24 } as const

export interface SlashMenuProps {
  readonly editor: Editor
  readonly state: SlashState
  readonly targets: LinkTargets
  readonly onKeys: (handler: SlashKeyHandler | null) => void
}

/** The list behind "/" and "[[". The text keeps the focus; the list is told the keys. */
export function SlashMenu({ editor, state, targets, onKeys }: SlashMenuProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const found = optionsOf(state, targets)
  const [active, setActive] = useState(0)
  const at = Math.min(active, found.length - 1)
  useFloating(panel, editor, state.from)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, another list
  useEffect(() => setActive(0), [state.query])
  useEffect(() => {
    if (found.length === 0 && state.query.length > GIVES_UP[state.kind]) closeSlash(editor)
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
    <div
      ref={panel}
      className={`${styles.floating} ${styles.list}`}
      role="listbox"
      id={id}
      aria-label={t(state.kind === 'add' ? 'documents.slash' : 'documents.linkDocument')}
      data-kind={state.kind}
    >
      {found.length === 0 && <div className={styles.none}>{t('documents.slashNothing')}</div>}
      {found.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text has the focus and hands the keys on
        <div
          key={option.id}
          id={`${id}-${index}`}
          className={styles.option}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setActive(index)}
          onClick={() => chooseSlash(editor, state, option.run)}
        >
          <Icon name={option.icon} size={20} />
          <span dir="auto">{option.words}</span>
        </div>
      ))}
    </div>,
    document.body,
  )
}
