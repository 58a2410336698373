import '../../words/later/proposals'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { PersonChip } from '../../design/controls/Chip'
import { Choices } from '../../design/controls/Choices'
import { Field } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { endOf } from '../../workspace/days'
import { dayAfter } from './days'
import styles from './NewProposalDialog.module.css'
import type { Step } from './Steps'
import type { PersonView } from './view'

export const METHODS = ['consent', 'advice', 'show of hands'] as const
export type MethodName = (typeof METHODS)[number]

export interface Beginning {
  readonly step: Exclude<Step, 'words'>
  readonly method: MethodName
  /** ms. */
  readonly closes: number
  readonly impacted: readonly string[]
  readonly responsible: readonly string[]
}

export interface BeginDialogProps {
  /** Who decides: the circle's people, or everybody here. */
  readonly people: readonly PersonView[]
  /** The steps that may come now; the first is chosen. */
  readonly steps: readonly Exclude<Step, 'words'>[]
  readonly before: Partial<Omit<Beginning, 'step' | 'closes'>>
  readonly now: number
  readonly onBegin: (beginning: Beginning) => Promise<string | null>
  readonly onClose: () => void
}

const DAYS = 7

/** From a text to a round on it: who is most affected, who would do the work, until when. */
export function BeginDialog({ people, steps, before, now, onBegin, onClose }: BeginDialogProps) {
  const [step, setStep] = useState<Beginning['step']>(steps[0] ?? 'decision')
  const [method, setMethod] = useState<MethodName>(before.method ?? 'consent')
  const [day, setDay] = useState(dayAfter(now, DAYS))
  const [impacted, setImpacted] = useState<readonly string[]>(before.impacted ?? [])
  const [responsible, setResponsible] = useState<readonly string[]>(before.responsible ?? [])
  const [wrong, setWrong] = useState<{ day?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const closes = endOf(day)
    if (Number.isNaN(closes) || closes <= now) return setWrong({ day: t('proposals.begin.dayPast') })
    setBusy(true)
    const refused = await onBegin({ step, method, closes, impacted, responsible })
    setBusy(false)
    if (refused === null) onClose()
    else setWrong({ all: refused })
  }
  return (
    <Dialog open onClose={onClose} width="wide" title={t('proposals.begin')} description={t('proposals.begin.line')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {steps.length > 1 && (
          <Choices
            label={t('proposals.begin.with')}
            value={step}
            onChange={setStep}
            options={steps.map((value) => ({ value, title: t(`proposals.step.${value}`), detail: t(`proposals.stepLine.${value}`) }))}
          />
        )}
        {step === 'decision' && (
          <Choices
            label={t('proposals.begin.method')}
            value={method}
            onChange={setMethod}
            options={METHODS.map((value) => ({ value, title: t(`proposals.method.${value}`), detail: t(`proposals.methodLine.${value}`) }))}
          />
        )}
        <People label={t('proposals.side.impacted')} hint={t('proposals.begin.impactedHint')} people={people} chosen={impacted} onChange={setImpacted} />
        <People
          label={t('proposals.side.responsible')}
          hint={t('proposals.begin.responsibleHint')}
          people={people}
          chosen={responsible}
          onChange={setResponsible}
        />
        <Field
          label={t('proposals.begin.until')}
          type="date"
          value={day}
          min={dayAfter(now, 0)}
          error={wrong.day}
          hint={t('proposals.begin.untilHint')}
          onChange={(event) => setDay(event.target.value)}
        />
        {wrong.all && (
          <p className={styles.wrong} role="alert">
            {wrong.all}
          </p>
        )}
        <div className={styles.actions}>
          <Button kind="main" type="submit" busy={busy}>
            {t('proposals.begin.do')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('proposals.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface PeopleProps {
  readonly label: string
  readonly hint: ReactNode
  readonly people: readonly PersonView[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}
const People = ({ label, hint, people, chosen, onChange }: PeopleProps) => (
  <fieldset className={styles.group}>
    <legend>{label}</legend>
    <div className={styles.chips}>
      {people.map((person) => (
        <PersonChip
          key={person.id}
          person={person}
          words={person.isMe ? t('proposals.you') : undefined}
          chosen={chosen.includes(person.id)}
          onToggle={() => onChange(chosen.includes(person.id) ? chosen.filter((id) => id !== person.id) : [...chosen, person.id])}
        />
      ))}
    </div>
    <p className={styles.hint}>{hint}</p>
  </fieldset>
)
