import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { classes } from '../classes'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import { Unseen } from '../Unseen'
import styles from './Field.module.css'

interface Around {
  label: string
  /** The label is for the ear only: where the place says what is wanted (a search, a reply). */
  hideLabel?: boolean
  hint?: ReactNode
  /** What is wrong and what to do about it. It takes the place of the hint. */
  error?: string | null | undefined
  /** No edge, only a wash: for find and reply. */
  quiet?: boolean
  /** Whose words come in here: names and titles are people's, links and numbers the app's. */
  voice?: 'people' | 'app'
}

export interface FieldProps extends Omit<ComponentPropsWithRef<'input'>, 'size'>, Around {
  icon?: IconName
  /** Before the words: an avatar that takes shape as a name is typed. */
  start?: ReactNode
  /** After the words: a button that copies. */
  end?: ReactNode
  /** 48 px, for the one field of a screen. */
  large?: boolean
}

function useDescribed(hint: ReactNode, error: string | null | undefined) {
  const id = useId()
  const text = error || hint
  return { id, text, textId: text ? `${id}-text` : undefined }
}

function Wrapped({
  id,
  label,
  hideLabel,
  text,
  textId,
  error,
  children,
}: Around & { id: string; text: ReactNode; textId: string | undefined; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? undefined : styles.label}>
        {hideLabel ? <Unseen>{label}</Unseen> : label}
      </label>
      {children}
      {text && (
        <div id={textId} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {text}
        </div>
      )}
    </div>
  )
}

/** One line to write into. 40 px high, 16 px letters by touch (or iOS zooms in). */
export function Field(props: FieldProps) {
  const { label, hideLabel, hint, error, quiet, voice = 'app', icon, start, end, large, className, id: ownId, dir = 'auto', ...rest } = props
  const { id: madeId, text, textId } = useDescribed(hint, error)
  const id = ownId ?? madeId
  return (
    <Wrapped id={id} label={label} hideLabel={hideLabel ?? false} text={text} textId={textId} error={error}>
      <div className={classes(styles.box, quiet && styles.quiet, large && styles.large, error && styles.wrong, rest.disabled && styles.disabled, className)}>
        {icon && <Icon name={icon} size={20} className={styles.icon} />}
        {start}
        <input
          {...rest}
          id={id}
          dir={dir}
          className={classes(styles.input, voice === 'people' && styles.people)}
          aria-invalid={error ? true : undefined}
          aria-describedby={textId}
        />
        {end}
      </div>
    </Wrapped>
  )
}

export interface TextAreaProps extends ComponentPropsWithRef<'textarea'>, Around {}

/** Several lines, in people's voice unless said otherwise. It grows with what is written. */
export function TextArea({ label, hideLabel, hint, error, quiet, voice = 'people', className, id: ownId, dir = 'auto', rows = 3, ...rest }: TextAreaProps) {
  const { id: madeId, text, textId } = useDescribed(hint, error)
  const id = ownId ?? madeId
  return (
    <Wrapped id={id} label={label} hideLabel={hideLabel ?? false} text={text} textId={textId} error={error}>
      <div className={classes(styles.box, styles.area, quiet && styles.quiet, error && styles.wrong, rest.disabled && styles.disabled, className)}>
        <textarea
          {...rest}
          id={id}
          dir={dir}
          rows={rows}
          className={classes(styles.input, voice === 'people' && styles.people)}
          aria-invalid={error ? true : undefined}
          aria-describedby={textId}
          onInput={(event) => {
            grow(event.currentTarget)
            rest.onInput?.(event)
          }}
        />
      </div>
    </Wrapped>
  )
}

/** Where the browser cannot size a field by its content: the height of what stands in it. */
function grow(area: HTMLTextAreaElement): void {
  if (CSS.supports?.('field-sizing', 'content')) return
  area.style.blockSize = 'auto'
  area.style.blockSize = `${area.scrollHeight}px`
}
