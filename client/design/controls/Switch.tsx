import { type ReactNode, useId } from 'react'
import { classes } from '../classes'
import styles from './Switch.module.css'

export interface SwitchProps {
  label: ReactNode
  /** What it means, in one line. */
  detail?: ReactNode
  on: boolean
  onChange: (on: boolean) => void
  disabledReason?: string | undefined
}

/** Something that is on or off at once, without a button to confirm it. */
export function Switch({ label, detail, on, onChange, disabledReason }: SwitchProps) {
  const id = useId()
  const second = disabledReason ?? detail
  return (
    <label className={classes(styles.row, disabledReason && styles.disabled)}>
      <span className={styles.words}>
        <span className={styles.label} id={`${id}-label`}>
          {label}
        </span>
        {second && (
          <span className={styles.detail} id={`${id}-detail`}>
            {second}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        className={styles.switch}
        checked={on}
        aria-checked={on}
        disabled={!!disabledReason}
        aria-labelledby={`${id}-label`}
        aria-describedby={second ? `${id}-detail` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
