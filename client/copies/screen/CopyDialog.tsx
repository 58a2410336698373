import '../../words/later/copies'
import { type FormEvent, useRef, useState } from 'react'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { Button } from '../../design/controls/Button'
import { Chip } from '../../design/controls/Chip'
import { Field } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { formatDate } from '../../words/formats'
import { t, tPieces } from '../../words/words'
import { dayOf } from '../../workspace/days'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords } from '../../workspace/who'
import { lineagesIn, makeCopy } from '../copies'
import { endOfDay, NAME_LENGTH, WHY_LENGTH } from '../lineage'
import { textNow } from '../review/texts'
import styles from './CopyDialog.module.css'

export interface CopyDialogProps {
  readonly parent: string
  readonly title: string
  /** A version; null: the text as it is now. */
  readonly content?: ProseMirrorJson | null
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** Two weeks and six weeks. */
const DAYS = [14, 42] as const
type Until = number | 'another' | null

/** For whom, what for, back by when. "Only me" and "Make the copy" are two presses; nothing else is needed. */
export function CopyDialog({ parent, title, content = null, onClose, onMade }: CopyDialogProps) {
  const workspace = useWorkspace()
  const known = namesOf(useStore(lineagesIn(workspace)))
  const now = workspace.ground.now()
  const [who, setWho] = useState<'me' | 'others' | string | null>(known.length === 0 ? 'others' : null)
  const [name, setName] = useState('')
  const [why, setWhy] = useState('')
  const [until, setUntil] = useState<Until>(null)
  const [day, setDay] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [wrongDay, setWrongDay] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const isTyped = who === 'others'
  const forWhom = who === 'me' ? null : isTyped ? name.trim() : who

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (forWhom === '' || who === null) return setWrong(t('copies.forMissing'))
    if (until === 'another' && day === '') return setWrongDay(t('copies.dayMissing'))
    setBusy(true)
    const made = await make(forWhom).catch((error: unknown) => {
      console.error('a copy could not be made', error)
      return t('copies.notMade', { reason: t('copies.tryAgain') })
    })
    setBusy(false)
    if (typeof made === 'string') setWrong(made)
    else onMade(made.id)
  }
  /** Its id; or why it was not made, in words. */
  const make = async (forWhom: string | null): Promise<{ readonly id: string } | string> => {
    const text = content === null ? await textNow(workspace, parent) : { ok: true as const, value: content }
    if (!text.ok) return t('copies.notMade', { reason: text.reason === 'not here' ? t('copies.tryAgain') : t('documents.newer') })
    const date = until === 'another' ? new Date(`${day}T23:59:59.999`).getTime() : until
    return { id: await makeCopy(workspace, { parent, content: text.value, kind: 'copy', forWhom, why, until: date }) }
  }
  return (
    <Dialog open onClose={onClose} title={t('copies.makeTitle')} description={lineWith(title)} width="wide" focusFirst={field}>
      <form onSubmit={(event) => void submit(event)} className={styles.form}>
        <fieldset className={styles.group}>
          <legend>{t('copies.for')}</legend>
          <div className={styles.chips}>
            <Chip chosen={who === 'me'} onToggle={() => setWho('me')}>
              {t('copies.onlyMe')}
            </Chip>
            {known.map((each) => (
              <Chip key={each} voice="people" chosen={who === each} onToggle={() => setWho(each)}>
                {each}
              </Chip>
            ))}
            <Chip chosen={isTyped} onToggle={() => setWho('others')}>
              {t('copies.others')}
            </Chip>
          </div>
          {isTyped ? (
            <Field
              ref={field}
              label={t('copies.forWhom')}
              hint={t('copies.forWhomHint')}
              error={wrong}
              voice="people"
              value={name}
              maxLength={NAME_LENGTH}
              onChange={(event) => {
                setName(event.target.value)
                setWrong(null)
              }}
            />
          ) : (
            <p className={styles.hint} role={wrong ? 'alert' : undefined}>
              {wrong ?? (who === 'me' ? t('copies.onlyMeHint') : '')}
            </p>
          )}
        </fieldset>
        <Field
          label={t('copies.why')}
          hint={t('copies.whyHint')}
          voice="people"
          value={why}
          maxLength={WHY_LENGTH}
          onChange={(event) => setWhy(event.target.value)}
        />
        <fieldset className={styles.group}>
          <legend>{t('copies.until')}</legend>
          <div className={styles.chips}>
            {DAYS.map((days) => {
              const date = endOfDay(now, days)
              return (
                <Chip key={days} chosen={until === date} onToggle={() => setUntil(date)}>
                  {formatDate(date)}
                </Chip>
              )
            })}
            <Chip chosen={until === 'another'} onToggle={() => setUntil('another')}>
              {t('copies.anotherDay')}
            </Chip>
            <Chip chosen={until === null} onToggle={() => setUntil(null)}>
              {t('copies.noDate')}
            </Chip>
          </div>
          {until === 'another' && (
            <Field
              label={t('copies.day')}
              hideLabel
              type="date"
              value={day}
              min={dayOf(now)}
              error={wrongDay}
              onChange={(event) => {
                setDay(event.target.value)
                setWrongDay(null)
              }}
            />
          )}
          {until !== null && <p className={styles.hint}>{t('copies.untilHint')}</p>}
        </fieldset>
        <div className={styles.actions}>
          <Button kind="main" type="submit" busy={busy}>
            {t('copies.makeDo')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('copies.notNow')}
          </Button>
          <span className={styles.stays}>{t('copies.mainStays')}</span>
        </div>
      </form>
    </Dialog>
  )
}

const lineWith = (title: string) => {
  const words = titleWords(title)
  return <span>{tPieces('copies.makeLine', { title: words })}</span>
}

/** Names that copies were made for before, the latest first, a few of them. */
function namesOf(lineages: ReturnType<ReturnType<typeof lineagesIn>['get']>): string[] {
  const inTurn = [...lineages.values()].sort((a, b) => b.at - a.at)
  return [...new Set(inTurn.flatMap(({ forWhom }) => forWhom ?? []))].slice(0, 5)
}
