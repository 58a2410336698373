import { type Editor, getMarkRange } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { t } from '../../words/words'
import { isSafeHref } from '../schema/attributes'
import { hrefFrom } from './hrefFrom'
import styles from './Panels.module.css'
import { useFloating } from './useFloating'

/** Sets, changes or takes away the link at the caret. */
export function LinkPanel({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const panel = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const current = String(editor.getAttributes('link').href ?? '')
  const [typed, setTyped] = useState(current)
  const [wrong, setWrong] = useState(false)
  useFloating(panel, editor, editor.state.selection.from)
  useEffect(() => field.current?.select(), [])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !panel.current?.contains(event.target)) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [onClose])

  const done = () => {
    onClose()
    editor.view.focus()
  }
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetMark('link').run()
    done()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return remove()
    const href = hrefFrom(typed)
    if (!href) return setWrong(true)
    setLink(editor, href, typed.trim())
    done()
  }
  return createPortal(
    <form
      ref={panel}
      className={`${styles.floating} ${styles.link}`}
      aria-label={t('documents.link')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        done()
      }}
    >
      <Field
        ref={field}
        label={t('documents.linkAddress')}
        value={typed}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        placeholder="https://"
        error={wrong ? t('documents.linkWrong') : null}
        onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }}
      />
      <div className={styles.linkActions}>
        <Button small type="submit">
          {t('documents.linkSet')}
        </Button>
        {current !== '' && isSafeHref(current) && (
          <Button small kind="quiet" icon="open" onClick={() => window.open(current, '_blank', 'noopener,noreferrer')}>
            {t('documents.linkOpen')}
          </Button>
        )}
        {current !== '' && (
          <Button small kind="quiet" icon="unlink" onClick={remove}>
            {t('documents.linkRemove')}
          </Button>
        )}
      </div>
    </form>,
    document.body,
  )
}

/** On the selection, on the link that one stands in, or, where neither is, on the address itself as new words. */
function setLink(editor: Editor, href: string, words: string): void {
  const { state } = editor
  const mark = state.schema.marks.link?.create({ href })
  if (!mark) return
  const { $from, from, to, empty } = state.selection
  const range = empty && mark.type ? getMarkRange($from, mark.type) : { from, to }
  const { tr } = state
  if (range) tr.removeMark(range.from, range.to, mark.type).addMark(range.from, range.to, mark)
  else
    tr.insert(from, state.schema.text(words, [...$from.marks().filter(({ type }) => type !== mark.type), mark])).setSelection(
      TextSelection.create(tr.doc, from + words.length),
    )
  editor.view.dispatch(tr.removeStoredMark(mark.type).setMeta('preventAutolink', true))
}
