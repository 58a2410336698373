import { type ReactNode, useId } from 'react'
import { classes } from '../classes'
import { Unseen } from '../Unseen'
import styles from './Choices.module.css'

export interface ChoicesProps<T extends string> {
  label: ReactNode
  hideLabel?: boolean
  /** null: nothing is chosen yet. What is a matter of substance begins so. */
  value: T | null
  onChange: (value: T) => void
  options: readonly { value: T; title: ReactNode; detail?: ReactNode; disabledReason?: string | undefined; voice?: 'people' | 'app' }[]
}

/** One of several, each with its words: "Write documents, proposals and the chart". */
export function Choices<T extends string>({ label, hideLabel, value, onChange, options }: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset className={styles.choices}>
      <legend className={hideLabel ? undefined : styles.label}>{hideLabel ? <Unseen>{label}</Unseen> : label}</legend>
      {options.map((option) => (
        <label key={option.value} className={classes(styles.choice, option.disabledReason && styles.disabled)}>
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={option.value === value}
            disabled={!!option.disabledReason}
            onChange={() => onChange(option.value)}
          />
          <span>
            <span className={option.voice === 'people' ? styles.people : styles.title}>{option.title}</span>{' '}
            <span className={styles.detail}>{option.disabledReason ?? option.detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
