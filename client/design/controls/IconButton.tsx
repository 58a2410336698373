import type { ComponentPropsWithRef } from 'react'
import { formatNumber } from '../../words/formats'
import { classes } from '../classes'
import { Tooltip } from '../layers/Tooltip'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import styles from './IconButton.module.css'

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'name'> {
  name: IconName
  /** What it does: its name for the ear, and its tooltip. */
  label: string
  keys?: string
  kind?: 'quiet' | 'line'
  /** 28 px instead of 36. */
  small?: boolean
  /** For a switch between two states: bold is on, the outline is shown. */
  pressed?: boolean | undefined
  /** Why this cannot be done now. */
  disabledReason?: string | undefined
  iconSize?: number
  placement?: 'top' | 'bottom' | 'before' | 'after'
  /** A number at the corner: how many comments stand open. */
  count?: number
}

/** An icon alone, for the few that need no words beside them (close, back, more, search, undo, formatting). */
export function IconButton(props: IconButtonProps) {
  const { name, label: words, keys, kind = 'quiet', small, pressed, disabledReason, iconSize, placement, count = 0, className, onClick, ...rest } = props
  const label = `${words}${count > 0 ? `, ${formatNumber(count)}` : ''}${disabledReason ? `: ${disabledReason}` : ''}`
  return (
    <Tooltip text={label} keys={keys} shut={rest['aria-expanded'] === true} placement={placement ?? 'bottom'} onTap={!!disabledReason}>
      <button
        {...rest}
        type="button"
        className={classes(styles.button, styles[kind], small && styles.small, disabledReason && styles.disabled, className)}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabledReason ? true : rest['aria-disabled']}
        onClick={disabledReason ? (event) => event.preventDefault() : onClick}
      >
        <Icon name={name} size={iconSize ?? (small ? 16 : 20)} weight={pressed ? 'fill' : small ? 'bold' : 'regular'} />
        {count > 0 && <span className={styles.count}>{formatNumber(count)}</span>}
      </button>
    </Tooltip>
  )
}
