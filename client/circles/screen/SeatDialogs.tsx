import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Chip } from '../../design/controls/Chip'
import { TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { useToast } from '../../design/layers/Toast'
import { t } from '../../words/words'
import { addDays } from '../../workspace/days'
import { HOW, type How, TEXT_LENGTH, type Term } from '../chart/chart'
import { beginTerm, handOver, standAgain } from '../chart/edits'
import type { RoleView, TermView } from '../chart/roll'
import { howWord, whoWords } from '../circleWords'
import { chartOf } from '../openChart'
import type { UsedChart } from '../useChart'
import styles from './Forms.module.css'
import { Until } from './Until'
import { holderFrom, isNobody, NOBODY, type Who, WhoField } from './WhoField'

/** Half a year, a year. */
const DAYS = [182, 364] as const

interface SeatProps {
  readonly chart: UsedChart
  readonly view: RoleView
  readonly onClose: () => void
}

function Form({ title, save, onClose, onSave, children }: { title: string; save: string; onClose: () => void; onSave: () => void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <Dialog open onClose={onClose} title={title} width="wide">
      <form className={styles.form} onSubmit={submit}>
        {children}
        <div className={styles.actions}>
          <Button kind="main" type="submit">
            {save}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('circles.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Somebody takes a seat: who, until when, how it came, beside whom they learn. */
export function SeatDialog({ chart, view, onClose }: SeatProps) {
  const [who, setWho] = useState<Who>(NOBODY)
  const [until, setUntil] = useState<string | null>(addDays(chart.roll.today, 364))
  const [how, setHow] = useState<How>('chosen')
  const [beside, setBeside] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const save = async () => {
    if (isNobody(who)) return setWrong(true)
    onClose()
    const holder = await holderFrom(who, chart.edit)
    if (holder) await chart.edit((ydoc) => beginTerm(ydoc, view.role.id, holder, { from: chart.roll.today, until, how, beside }))
  }
  return (
    <Form title={t('circles.seatTitle', { role: view.role.name })} save={t('circles.seatSave')} onClose={onClose} onSave={() => void save()}>
      <WhoField
        label={t('circles.who')}
        chart={chartOf(chart.state)}
        value={who}
        onChange={(next) => {
          setWho(next)
          setWrong(false)
        }}
      />
      {wrong && (
        <p className={styles.wrong} role="alert">
          {t('circles.whoMissing')}
        </p>
      )}
      <Until label={t('circles.untilLabel')} today={chart.roll.today} value={until} onChange={setUntil} days={DAYS} none={t('circles.noDay')} />
      <fieldset className={styles.group}>
        <legend>{t('circles.how')}</legend>
        <div className={styles.chips}>
          {HOW.filter((each) => each !== 'handed over').map((each) => (
            <Chip key={each} chosen={how === each} onToggle={() => setHow(each)}>
              {howWord(each)}
            </Chip>
          ))}
        </div>
      </fieldset>
      {view.held.length > 0 && (
        <fieldset className={styles.group}>
          <legend>{t('circles.learnsBeside')}</legend>
          <div className={styles.chips}>
            <Chip chosen={beside === null} onToggle={() => setBeside(null)}>
              {t('circles.nobody')}
            </Chip>
            {view.held.map(({ term, who: holding }) => (
              <Chip key={term.id} voice="people" chosen={beside === term.id} onToggle={() => setBeside(term.id)}>
                {whoWords(holding)}
              </Chip>
            ))}
          </div>
        </fieldset>
      )}
    </Form>
  )
}

/** The same seat, until another day. */
export function AgainDialog({ chart, term, onClose }: { chart: UsedChart; term: Term; onClose: () => void }) {
  const [until, setUntil] = useState<string | null>(addDays(chart.roll.today, 364))
  const save = () => {
    onClose()
    void chart.edit((ydoc) => standAgain(ydoc, term.id, until))
  }
  return (
    <Form title={t('circles.againTitle')} save={t('circles.againSave')} onClose={onClose} onSave={save}>
      <Until label={t('circles.untilLabel')} today={chart.roll.today} value={until} onChange={setUntil} days={DAYS} none={t('circles.noDay')} />
    </Form>
  )
}

/** To whom, until when, and what whoever comes next shall know. */
export function HandOverDialog({ chart, view, given, onClose }: SeatProps & { given: TermView }) {
  const toast = useToast()
  const { today } = chart.roll
  const [who, setWho] = useState<Who>(NOBODY)
  const [until, setUntil] = useState<string | null>(addDays(today, 364))
  const [note, setNote] = useState('')
  const save = async () => {
    onClose()
    const to = await holderFrom(who, chart.edit)
    await chart.edit((ydoc) => handOver(ydoc, given.term, { day: today, to, until, note: note.trim() }))
    toast({ text: t('circles.handedToast', { role: view.role.name }) })
  }
  return (
    <Form title={t('circles.handTitle', { role: view.role.name })} save={t('circles.handSave')} onClose={onClose} onSave={() => void save()}>
      <WhoField label={t('circles.handTo')} chart={chartOf(chart.state)} value={who} onChange={setWho} none={t('circles.handFree')} />
      {who.kind !== 'nobody' && <Until label={t('circles.untilLabel')} today={today} value={until} onChange={setUntil} days={DAYS} none={t('circles.noDay')} />}
      <TextArea
        label={t('circles.handNote')}
        hint={t('circles.handNoteHint')}
        rows={4}
        value={note}
        maxLength={TEXT_LENGTH}
        onChange={({ target }) => setNote(target.value)}
      />
    </Form>
  )
}
