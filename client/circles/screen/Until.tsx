import { useState } from 'react'
import { Chip } from '../../design/controls/Chip'
import { Field } from '../../design/controls/Field'
import { isDay } from '../../documents/schema/attributes'
import { t } from '../../words/words'
import { addDays } from '../../workspace/days'
import { dayWords } from '../circleWords'
import styles from './Forms.module.css'

export interface UntilProps {
  readonly label: string
  readonly today: string
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  /** Days from today that are offered. */
  readonly days: readonly number[]
  /** What no day means. */
  readonly none: string
}

/** A last day: one of a few, another, or none. */
export function Until({ label, today, value, onChange, days, none }: UntilProps) {
  const offered = days.map((count) => addDays(today, count))
  const [isOther, setOther] = useState(value !== null && !offered.includes(value))
  const choose = (day: string | null) => {
    setOther(false)
    onChange(day)
  }
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <div className={styles.chips}>
        {offered.map((day) => (
          <Chip key={day} chosen={!isOther && value === day} onToggle={() => choose(day)}>
            {dayWords(day)}
          </Chip>
        ))}
        <Chip chosen={isOther} onToggle={() => setOther(true)}>
          {t('circles.anotherDay')}
        </Chip>
        <Chip chosen={!isOther && value === null} onToggle={() => choose(null)}>
          {none}
        </Chip>
      </div>
      {isOther && (
        <Field
          label={t('circles.day')}
          hideLabel
          type="date"
          value={value ?? ''}
          onChange={({ target }) => onChange(isDay(target.value) ? target.value : null)}
        />
      )}
    </fieldset>
  )
}
