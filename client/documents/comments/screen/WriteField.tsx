import { type FormEvent, type KeyboardEvent, type ReactNode, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import { Button } from '../../../design/controls/Button'
import { TextArea } from '../../../design/controls/Field'
import { Avatar } from '../../../design/people/Avatar'
import { t } from '../../../words/words'
import { LONGEST_WRITTEN, type Mention, tooLong } from '../commentRecords'
import { mentionsIn, type Naming, named, namingAt, type Person, peopleNamed } from '../mentioning'
import { draftOf, keepDraft } from './drafts'
import styles from './WriteField.module.css'

/** From here on the characters that are left are told. */
const NEAR = 400

export interface WriteFieldProps {
  /** What a draft is kept under. */
  readonly place: string
  readonly label: string
  readonly send: string
  readonly people: readonly Person[]
  /** Why it was not kept, in words, and then they stay in the field; null: it was. */
  readonly onSend: (text: string, mentions: readonly Mention[]) => Promise<string | null>
  readonly onCancel?: (() => void) | undefined
  /** Small and without buttons until something is written. */
  readonly quiet?: boolean
  /** Beside a quiet field. */
  readonly beside?: ReactNode
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Writes a comment or an answer: "@" names people, Ctrl+Enter sends. */
export function WriteField({ place, label, send, people, onSend, onCancel, quiet = false, beside, ref }: WriteFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement)
  const [text, setText] = useState(() => draftOf(place))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const names = useNaming(field, text, people, (next) => write(next))
  const over = tooLong(text)
  const left = LONGEST_WRITTEN - text.trim().length
  const isEmpty = text.trim() === ''

  function write(next: string): void {
    setText(next)
    setRefused(null)
    keepDraft(place, next)
  }
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (isEmpty || over > 0 || busy) return
    setBusy(true)
    const refusal = await onSend(text.trim(), mentionsIn(text, [...names.chosen(), ...people])).catch(() => t('comments.notKept'))
    setBusy(false)
    if (refusal === null) write('')
    else setRefused(refusal)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (names.onKeyDown(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    } else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.line}>
        <div className={styles.field}>
          <TextArea
            ref={field}
            label={label}
            hideLabel
            quiet={quiet}
            rows={quiet && isEmpty ? 1 : 3}
            placeholder={label}
            value={text}
            error={over > 0 ? t('comments.tooLong', { most: LONGEST_WRITTEN, over }) : refused}
            hint={over === 0 && left < NEAR ? t('comments.left', { left }) : undefined}
            onChange={(event) => write(event.target.value)}
            onSelect={names.look}
            onBlur={names.close}
            onKeyDown={onKeyDown}
            {...names.aria}
          />
          {names.list}
        </div>
        {isEmpty && beside}
      </div>
      {(!quiet || !isEmpty) && (
        <div className={styles.buttons}>
          {onCancel && (
            <Button small kind="quiet" onClick={onCancel}>
              {t('comments.cancel')}
            </Button>
          )}
          <Button small kind="main" type="submit" busy={busy} keys="Ctrl+Enter" aria-disabled={isEmpty || over > 0}>
            {send}
          </Button>
        </div>
      )}
    </form>
  )
}

/** The list of people behind "@": arrows walk, Enter and Tab choose, Esc closes it alone. */
function useNaming(field: { readonly current: HTMLTextAreaElement | null }, text: string, people: readonly Person[], write: (text: string) => void) {
  const id = useId()
  const [naming, setNaming] = useState<Naming | null>(null)
  const [at, setAt] = useState(0)
  const chosen = useRef<Person[]>([])
  const found = naming ? peopleNamed(people, naming.typed) : []
  const current = Math.min(at, found.length - 1)
  const look = () => {
    const area = field.current
    if (!area) return
    const next = area.selectionStart === area.selectionEnd ? namingAt(area.value, area.selectionStart) : null
    setNaming((before) => (before?.from === next?.from && before?.typed === next?.typed ? before : next))
    if (next?.typed !== naming?.typed) setAt(0)
  }
  const close = () => setNaming(null)
  const choose = (person: Person) => {
    if (!naming) return
    const next = named(text, naming, person.name)
    chosen.current = [...chosen.current, person]
    write(next.text)
    setNaming(null)
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret))
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = found[current]
    if (!person || event.nativeEvent.isComposing) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setAt((current + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') choose(person)
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const isOpen = found.length > 0
  const list = isOpen && (
    <div id={id} role="listbox" aria-label={t('comments.people')} className={styles.people}>
      {found.map((person, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
        <div
          key={person.device}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === current}
          className={styles.person}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(person)}
        >
          <Avatar person={person} size={24} />
          <span dir="auto">{person.name}</span>
        </div>
      ))}
    </div>
  )
  const aria = {
    'aria-autocomplete': 'list' as const,
    'aria-controls': isOpen ? id : undefined,
    'aria-activedescendant': isOpen ? `${id}-${current}` : undefined,
  }
  return { list, look, close, onKeyDown, aria, chosen: () => chosen.current }
}
