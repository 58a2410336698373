import '../../words/later/proposals'
import { useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { Avatar } from '../../design/people/Avatar'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { Pill } from '../../design/signs/Pill'
import { t } from '../../words/words'
import styles from './ClosingDialog.module.css'
import { affectedWords } from './HeardList'
import { type HeardView, inOrder, seatsOf, type Tally, tallyOf } from './view'

export interface ClosingDialogProps {
  readonly heard: readonly HeardView[]
  /** "Closed now, it would be adopted:" */
  readonly would: string
  /** Is there something that it would be: the sentence of the proposal. */
  readonly sentence: string
  /** Why it cannot be closed yet; null: it can. */
  readonly notYet: string | null
  /** Persons about whom it must be said how they were tried. */
  readonly owed: readonly string[]
  readonly onRemind: () => void
  readonly onLonger: () => Promise<string | null>
  readonly onClosing: (tried: Readonly<Record<string, string>>) => Promise<string | null>
  readonly onClose: () => void
}

/** "12 consent, 2 have concerns, 1 stands aside. No objection is open." */
export function heardLine({ counts }: Tally): string {
  const parts = [
    t('proposals.closing.consent', { count: counts.consent }),
    ...(counts.concern > 0 ? [t('proposals.closing.concern', { count: counts.concern })] : []),
    ...(counts.aside > 0 ? [t('proposals.closing.aside', { count: counts.aside })] : []),
    ...(counts.abstain > 0 ? [t('proposals.closing.abstain', { count: counts.abstain })] : []),
  ]
  return `${t('proposals.closing.list', { parts: parts.join(', ') })} ${t('proposals.closing.open', { count: counts.objection })}`
}

/** Who was not heard and how they were tried, what it would be, and three ways on of which closing is the last. */
export function ClosingDialog({ heard, would, sentence, notYet, owed, onRemind, onLonger, onClosing, onClose }: ClosingDialogProps) {
  const [tried, setTried] = useState<Readonly<Record<string, string>>>({})
  const [missing, setMissing] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const tally = tallyOf(heard)
  const unheard = inOrder(heard).filter(({ stand }) => stand === null)
  const shown = unheard.filter(({ person }) => owed.includes(person.id))
  const rest = unheard.length - shown.length

  const act = async (what: () => Promise<string | null>) => {
    setBusy(true)
    const refused = await what()
    setBusy(false)
    if (refused === null) onClose()
    else setWrong(refused)
  }
  const close = () => {
    const lacks = shown.some(({ person }) => (tried[person.id] ?? '').trim() === '')
    setMissing(lacks)
    if (!lacks) void act(() => onClosing(tried))
  }

  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={
        <span className={styles.head}>
          <Ring seats={seatsOf(heard)} size={48} decorative />
          <span>{t('proposals.closing.title', { count: unheard.length })}</span>
        </span>
      }
      description={heardLine(tally)}
      actionsAt="start"
      actions={
        <div className={styles.actions}>
          <Button disabledReason={unheard.length === 0 ? t('proposals.closing.nobodyToRemind') : undefined} onClick={onRemind}>
            {t('proposals.remind')}
          </Button>
          <Button onClick={() => void act(onLonger)}>{t('proposals.longer')}</Button>
          <Button busy={busy} disabledReason={notYet ?? undefined} onClick={close}>
            {t('proposals.closing.do')}
          </Button>
          <span className={styles.signed}>
            <Icon name="signed" size={18} />
            {t('proposals.signedBy')}
          </span>
        </div>
      }
    >
      <ul className={styles.people}>
        {shown.map((row) => (
          <Tried
            key={row.person.id}
            row={row}
            value={tried[row.person.id] ?? ''}
            error={missing && (tried[row.person.id] ?? '').trim() === '' ? t('proposals.closing.triedMissing') : null}
            onChange={(words) => setTried((now) => ({ ...now, [row.person.id]: words }))}
          />
        ))}
      </ul>
      {rest > 0 && <p className={styles.rest}>{t(shown.length > 0 ? 'proposals.closing.restMore' : 'proposals.closing.restAll', { count: rest })}</p>}
      <div className={styles.would}>
        <strong>{would}</strong>
        {sentence !== '' && (
          <p className={styles.sentence} dir="auto">
            {sentence}
          </p>
        )}
        <p className={styles.note}>{t('proposals.closing.note')}</p>
      </div>
      {(wrong ?? notYet) && (
        <p className={styles.wrong} role="alert">
          {wrong ?? notYet}
        </p>
      )}
    </Dialog>
  )
}

function Tried({ row, value, error, onChange }: { row: HeardView; value: string; error: string | null; onChange: (words: string) => void }) {
  const { person, side } = row
  const name = person.isMe ? t('proposals.youInside') : person.name
  return (
    <li className={styles.person}>
      <Avatar person={{ ...person, here: false }} size={30} />
      <div className={styles.asked}>
        <p className={styles.line}>
          <strong dir="auto">{person.isMe ? t('proposals.you') : person.name}</strong>
          <span className={styles.detail}>{affectedWords(row)}</span>
          {side !== 'others' && (
            <span className={styles.pill}>
              <Pill>{t(side === 'impacted' ? 'proposals.closing.impacted' : 'proposals.closing.responsible')}</Pill>
            </span>
          )}
        </p>
        <Field
          label={t('proposals.closing.tried', { name })}
          voice="people"
          maxLength={1000}
          value={value}
          error={error}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </li>
  )
}
