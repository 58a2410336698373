import type { Editor } from '@tiptap/core'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuItem } from '../../design/layers/Menu'
import { Sheet } from '../../design/layers/Sheet'
import { t } from '../../words/words'
import { insertions } from '../editor/insert'
import { TableMenu } from './TableMenu'
import { blockTools, type Kind, keepFocus, kinds, kindWords, markTools, moveTools, runKey, setKind, ToolButton, useToolState } from './Toolbar'
import styles from './Toolbar.module.css'

export interface PhoneBarProps {
  readonly editor: Editor
  readonly onOutline: () => void
  readonly onLink: () => void
  /** The comments' button. */
  readonly children?: ReactNode
}

/** The bar at the foot of a phone, which stands on the keyboard when that is open. */
export function PhoneBar({ editor, onOutline, onLink, children }: PhoneBarProps) {
  const state = useToolState(editor)
  const [letters, setLetters] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  useAboveKeyboard(bar)
  return (
    <>
      <div ref={bar} className={styles.phone} role="toolbar" aria-label={t('documents.tools')} data-keyboard="false">
        <IconButton name="outline" iconSize={22} label={t('documents.outline')} placement="top" onMouseDown={keepFocus} onClick={onOutline} />
        <IconButton name="text" iconSize={22} label={t('documents.textTools')} placement="top" onMouseDown={keepFocus} onClick={() => setLetters(true)} />
        <IconButton
          name="taskList"
          iconSize={22}
          label={t('documents.tasks')}
          placement="top"
          pressed={state.wraps.includes('taskList')}
          onMouseDown={keepFocus}
          onClick={() => runKey(editor, 'documents.tasks')}
        />
        <IconButton
          name="undo"
          iconSize={22}
          label={t('documents.undo')}
          placement="top"
          aria-disabled={!state.canUndo}
          onMouseDown={keepFocus}
          onClick={() => runKey(editor, 'documents.undo')}
        />
        {children}
        <Menu
          placement="top-end"
          label={t('documents.add')}
          button={<IconButton name="add" iconSize={22} label={t('documents.add')} placement="top" onMouseDown={keepFocus} />}
        >
          {insertions.map((insertion) => (
            <MenuItem
              key={insertion.id}
              icon={insertion.icon}
              onSelect={() => {
                editor.view.focus()
                insertion.run(editor)
              }}
            >
              {t(insertion.words)}
            </MenuItem>
          ))}
        </Menu>
      </div>
      <Sheet open={letters} onClose={() => setLetters(false)} title={t('documents.textTools')} height="content" beside>
        <div className={styles.letters}>
          {markTools.map((tool) => (
            <ToolButton key={tool.words} editor={editor} tool={tool} state={state} small={false} />
          ))}
          <IconButton
            name="link"
            label={t('documents.link')}
            pressed={state.marks.includes('link')}
            onMouseDown={keepFocus}
            onClick={() => {
              setLetters(false)
              onLink()
            }}
          />
          {blockTools.map((tool) => (
            <ToolButton key={tool.words} editor={editor} tool={tool} state={state} small={false} />
          ))}
          <TableMenu editor={editor} inTable={state.inTable} small={false} placement="top-start" />
        </div>
        <div className={styles.letters}>
          {moveTools.map(({ icon, words }) => (
            <IconButton key={words} name={icon} label={t(words)} onMouseDown={keepFocus} onClick={() => runKey(editor, words)} />
          ))}
        </div>
        <div className={styles.kinds}>
          {kinds.map((kind: Kind) => (
            <Button key={kind} kind="quiet" aria-pressed={state.kind === kind} onMouseDown={keepFocus} onClick={() => setKind(editor, kind)}>
              {t(kindWords[kind])}
            </Button>
          ))}
        </div>
      </Sheet>
    </>
  )
}

/** Lifts the bar onto the keyboard: the visual viewport tells how much of the window that covers. */
function useAboveKeyboard(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    const place = () => {
      const element = bar.current
      if (!element) return
      const covered = Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop))
      element.style.transform = covered > 0 ? `translateY(${-covered}px)` : ''
      element.dataset.keyboard = String(covered > 120)
    }
    place()
    view.addEventListener('resize', place)
    view.addEventListener('scroll', place)
    return () => {
      view.removeEventListener('resize', place)
      view.removeEventListener('scroll', place)
    }
  }, [bar])
}
