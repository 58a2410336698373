import { type Editor, getMarkRange } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import { insertDocumentLink } from '../editor/insert'
import { addressOf, documentIn } from '../links/documentLinks'
import type { LinkTarget, LinkTargets } from '../links/linkTargets'
import { isSafeHref } from '../schema/attributes'
import { hrefFrom } from './hrefFrom'
import styles from './Panels.module.css'
import { useFloating } from './useFloating'

const MOST_OFFERED = 5

/** Sets, changes or takes away the link at the caret: to an address, or to another document. */
export function LinkPanel({ editor, targets, onClose }: { editor: Editor; targets: LinkTargets; onClose: () => void }) {
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
  const offered = /^[a-z]+:|^www\.|@/i.test(typed.trim()) ? [] : targets.find(typed.trim()).slice(0, MOST_OFFERED)
  const choose = (target: LinkTarget) => {
    // On words that are there, a link as any other; where there are none, the document's own name.
    if (editor.state.selection.empty && current === '') insertDocumentLink(editor, target)
    else setLink(editor, addressOf(window.location.href.replace(/#.*$/, ''), target.id), target.title)
    done()
  }
  const open = () => {
    const id = documentIn(current)
    if (id === null) return void window.open(current, '_blank', 'noopener,noreferrer')
    onClose()
    targets.open(id, false)
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
        label={t('documents.linkTo')}
        value={typed}
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        placeholder={t('documents.linkPlaceholder')}
        error={wrong ? t('documents.linkWrong') : null}
        onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }}
      />
      {offered.length > 0 && (
        <ul className={styles.targets} aria-label={t('documents.linkDocument')}>
          {offered.map((target) => (
            <li key={target.id}>
              <button type="button" className={styles.target} onClick={() => choose(target)}>
                <Icon name="document" size={20} />
                <span dir="auto">{target.title || t('documents.untitled')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.linkActions}>
        <Button small type="submit">
          {t('documents.linkSet')}
        </Button>
        {current !== '' && isSafeHref(current) && (
          <Button small kind="quiet" icon="open" onClick={open}>
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
