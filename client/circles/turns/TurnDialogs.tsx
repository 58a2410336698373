import { type FormEvent, useRef, useState } from 'react'
import type { PersonId } from '../../crypto/person'
import { Button } from '../../design/controls/Button'
import { Choices } from '../../design/controls/Choices'
import { Field, TextArea } from '../../design/controls/Field'
import { Segments } from '../../design/controls/Segments'
import { Switch } from '../../design/controls/Switch'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { addDays } from '../../workspace/days'
import { NAME_LENGTH, TEXT_LENGTH } from '../chart/chart'
import { dayWords } from '../circleWords'
import { EVERY, type Every, type Rota } from './rotas'
import type { Turn } from './said'
import styles from './TurnDialogs.module.css'
import { daysOfOthers, type RotaView } from './turnsView'

interface Around {
  readonly onClose: () => void
}

export interface RotaForm {
  readonly name: string
  readonly purpose: string
  readonly every: Every
  readonly first: string
  readonly willing: boolean
}

/** Begin a turn that goes round, or change what it says. */
export function RotaDialog({ rota, today, onDone, onClose }: Around & { rota: Rota | null; today: string; onDone: (form: RotaForm) => void }) {
  const [name, setName] = useState(rota?.name ?? '')
  const [purpose, setPurpose] = useState(rota?.purpose ?? '')
  const [every, setEvery] = useState<Every>(rota?.every ?? 'week')
  const [first, setFirst] = useState(rota?.first ?? today)
  const [willing, setWilling] = useState(rota === null)
  const [isTried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '' && first !== '') onDone({ name: name.trim(), purpose: purpose.trim(), every, first, willing })
  }
  return (
    <Dialog open onClose={onClose} title={t(rota ? 'turns.changeTitle' : 'turns.beginTitle')} focusFirst={field}>
      <form onSubmit={submit} className={styles.form}>
        <Field
          ref={field}
          label={t('turns.name')}
          hint={t('turns.nameHint')}
          error={isTried && name.trim() === '' ? t('turns.nameMissing') : null}
          voice="people"
          value={name}
          maxLength={NAME_LENGTH}
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea label={t('turns.purpose')} rows={2} value={purpose} maxLength={TEXT_LENGTH} onChange={(event) => setPurpose(event.target.value)} />
        <div className={styles.pair}>
          <div className={styles.group}>
            <span className={styles.label}>{t('turns.every')}</span>
            <Segments
              label={t('turns.every')}
              value={every}
              onChange={setEvery}
              options={EVERY.map((value) => ({ value, words: t(`turns.every.${value}`) }))}
            />
          </div>
          <Field
            label={t('turns.first')}
            type="date"
            value={first}
            error={isTried && first === '' ? t('turns.firstMissing') : null}
            onChange={(event) => setFirst(event.target.value)}
          />
        </div>
        {!rota && <Switch label={t('turns.willingToo')} on={willing} onChange={setWilling} />}
        <Buttons words={t(rota ? 'turns.changeDo' : 'turns.beginDo')} onClose={onClose} />
      </form>
    </Dialog>
  )
}

function Buttons({ words, onClose }: { words: string; onClose: () => void }) {
  return (
    <div className={styles.actions}>
      <Button kind="main" type="submit">
        {words}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t('turns.notNow')}
      </Button>
    </div>
  )
}

export function SkipDialog({ occasion, onDone, onClose }: Around & { occasion: string; onDone: (reason: string, until: string | null) => void }) {
  const [reason, setReason] = useState('')
  const [back, setBack] = useState('')
  const [isTried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '') onDone(reason.trim(), back > occasion ? addDays(back, -1) : null)
  }
  return (
    <Dialog open onClose={onClose} title={t('turns.skipTitle', { date: dayWords(occasion) })} description={t('turns.skipLine')} focusFirst={field}>
      <form onSubmit={submit} className={styles.form}>
        <Field
          ref={field}
          label={t('turns.reason')}
          hint={t('turns.reasonHint')}
          error={isTried && reason.trim() === '' ? t('turns.reasonMissing') : null}
          voice="people"
          value={reason}
          maxLength={NAME_LENGTH}
          onChange={(event) => setReason(event.target.value)}
        />
        <Field
          label={t('turns.until')}
          hint={t('turns.untilHint')}
          type="date"
          value={back}
          min={addDays(occasion, 1)}
          onChange={(event) => setBack(event.target.value)}
        />
        <Buttons words={t('turns.skipDo')} onClose={onClose} />
      </form>
    </Dialog>
  )
}

export function SwapDialog({
  view,
  me,
  occasion,
  onDone,
  onClose,
}: Around & { view: RotaView; me: PersonId; occasion: string; onDone: (take: string, to: PersonId) => void }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const days = daysOfOthers(view, me)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const day = days.find(({ member }) => member.id === chosen)
    if (day) onDone(day.occasion, day.member.id)
  }
  return (
    <Dialog open onClose={onClose} title={t('turns.swapTitle', { date: dayWords(occasion) })} description={t('turns.swapLine')}>
      <form onSubmit={submit} className={styles.form}>
        {days.length === 0 ? (
          <p className={styles.hint}>{t('turns.swapNobody')}</p>
        ) : (
          <Choices
            label={t('turns.swapChoose')}
            value={chosen}
            onChange={setChosen}
            options={days.map(({ member, occasion: day }) => ({ value: member.id, title: member.name, detail: dayWords(day) }))}
          />
        )}
        <div className={styles.actions}>
          <Button kind="main" type="submit" disabledReason={chosen === null ? t('turns.swapChoose') : undefined}>
            {t('turns.swapDo')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('turns.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Every turn ends by asking for three lines. */
export function LinesDialog({ turn, onDone, onClose }: Around & { turn: Turn; onDone: (lines: string) => void }) {
  const [lines, setLines] = useState<readonly string[]>(() => {
    const [first = '', second = '', ...rest] = turn.lines.split('\n')
    return [first, second, rest.join(' ')]
  })
  const [isTried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const isEmpty = lines.every((line) => line.trim() === '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isEmpty) onDone(lines.map((line) => line.trim()).join('\n'))
  }
  const labels = [t('turns.line1'), t('turns.line2'), t('turns.line3')]
  return (
    <Dialog open onClose={onClose} title={t('turns.linesTitle')} description={t('turns.linesLine')} focusFirst={field}>
      <form onSubmit={submit} className={styles.form}>
        {labels.map((label, at) => (
          <Field
            key={label}
            ref={at === 0 ? field : undefined}
            label={label}
            error={at === 0 && isTried && isEmpty ? t('turns.linesMissing') : null}
            voice="people"
            value={lines[at] ?? ''}
            maxLength={400}
            onChange={(event) => setLines(lines.map((line, other) => (other === at ? event.target.value : line)))}
          />
        ))}
        <Buttons words={t('turns.linesDo')} onClose={onClose} />
      </form>
    </Dialog>
  )
}
