import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { type Circle, NAME_LENGTH, type Role, SEATS, TEXT_LENGTH } from '../chart/chart'
import { addRole, changeRole } from '../chart/edits'
import type { UsedChart } from '../useChart'
import styles from './Forms.module.css'

export interface RoleDialogProps {
  readonly chart: UsedChart
  readonly circle: Circle
  /** null: a new one. */
  readonly given: Role | null
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** What a role is for, what it answers for, how many hold it. A name is enough. */
export function RoleDialog({ chart, circle, given: role, onClose, onMade }: RoleDialogProps) {
  const [name, setName] = useState(role?.name ?? '')
  const [purpose, setPurpose] = useState(role?.purpose ?? '')
  const [answersFor, setAnswersFor] = useState(role?.answersFor.join('\n') ?? '')
  const [alone, setAlone] = useState(role?.alone.join('\n') ?? '')
  const [signsFor, setSignsFor] = useState(role?.signsFor ?? '')
  const [seats, setSeats] = useState(String(role?.seats ?? 1))
  const [wrong, setWrong] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') {
      field.current?.focus()
      return setWrong(t('circles.nameMissing'))
    }
    const count = Math.min(SEATS, Math.max(0, Math.trunc(Number(seats)) || 0))
    const words = {
      name: name.trim(),
      purpose: purpose.trim(),
      answersFor: answersFor.split('\n'),
      alone: alone.split('\n'),
      signsFor: signsFor.trim(),
      seats: count,
    }
    onClose()
    if (role) await chart.edit((ydoc) => changeRole(ydoc, role.id, words))
    else onMade(await chart.edit((ydoc) => addRole(ydoc, circle.id, words)))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={role ? t('circles.editTitle', { name: role.name }) : t('circles.newRoleTitle', { circle: circle.name })}
      width="wide"
      focusFirst={field}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <div className={styles.pair}>
          <Field
            ref={field}
            label={t('circles.name')}
            error={wrong}
            voice="people"
            value={name}
            maxLength={NAME_LENGTH}
            onChange={({ target }) => {
              setName(target.value)
              setWrong(null)
            }}
          />
          <Field
            label={t('circles.seatsLabel')}
            type="number"
            inputMode="numeric"
            min={0}
            max={SEATS}
            value={seats}
            onChange={({ target }) => setSeats(target.value)}
          />
        </div>
        <Field
          label={t('circles.purpose')}
          hint={t('circles.purposeHint')}
          voice="people"
          value={purpose}
          maxLength={TEXT_LENGTH}
          onChange={({ target }) => setPurpose(target.value)}
        />
        <div className={styles.pair}>
          <TextArea
            label={t('circles.answersForLabel')}
            hint={t('circles.linesHint')}
            value={answersFor}
            maxLength={TEXT_LENGTH}
            onChange={({ target }) => setAnswersFor(target.value)}
          />
          <TextArea
            label={t('circles.aloneLabel')}
            hint={t('circles.linesHint')}
            value={alone}
            maxLength={TEXT_LENGTH}
            onChange={({ target }) => setAlone(target.value)}
          />
        </div>
        <Field
          label={t('circles.signsForLabel')}
          hint={t('circles.signsForHint')}
          voice="people"
          value={signsFor}
          maxLength={NAME_LENGTH}
          onChange={({ target }) => setSignsFor(target.value)}
        />
        <div className={styles.actions}>
          <Button kind="main" type="submit">
            {role ? t('circles.save') : t('circles.makeRole')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('circles.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
