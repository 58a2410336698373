import { type ReactNode, useId } from 'react'
import styles from './Segments.module.css'

export interface SegmentsProps<T extends string> {
  label: string
  value: T
  onChange: (value: T) => void
  /** Two to four. */
  options: readonly { value: T; words: ReactNode }[]
}

/** Two to four ways to look at something. */
export function Segments<T extends string>({ label, value, onChange, options }: SegmentsProps<T>) {
  const name = useId()
  return (
    <div className={styles.segments} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input type="radio" name={name} className={styles.input} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span className={styles.words}>{option.words}</span>
        </label>
      ))}
    </div>
  )
}
