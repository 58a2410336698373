import { type ComponentPropsWithRef, type MouseEvent, type ReactNode, useId } from 'react'
import { t } from '../../words/words'
import { classes } from '../classes'
import { Tooltip } from '../layers/Tooltip'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import { Unseen } from '../Unseen'
import { useAfter } from '../useAfter'
import styles from './Button.module.css'
import { Kbd } from './Kbd'

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** main: ink, one per view. line: outlined. quiet: no outline. leave: brick, for leaving and losing. */
  kind?: 'main' | 'line' | 'quiet' | 'leave'
  /** 30 px instead of 36. */
  small?: boolean
  /** As wide as its place. */
  wide?: boolean
  icon?: IconName
  /** An icon after the words: a caret where a menu opens. */
  iconEnd?: IconName
  /** A shortcut shown at the end, as in "A" or "Ctrl+Enter". */
  keys?: string
  /** What was asked for is being done: the button keeps its words and its width, does nothing more, and shows three dots after 400 ms. */
  busy?: boolean
  /** Why this cannot be done now. The button then stays in reach of the keyboard and tells the reason. */
  disabledReason?: string | undefined
  /** Makes it a link that looks like a button. */
  href?: string
}

function prevent(event: MouseEvent) {
  event.preventDefault()
  event.stopPropagation()
}

export function Button(props: ButtonProps) {
  const { kind = 'line', small, wide, icon, iconEnd, keys, busy = false, disabledReason, href, className, children, onClick, type = 'button', ...rest } = props
  const reasonId = useId()
  const dots = useAfter(busy, 400)
  const name = classes(
    styles.button,
    styles[kind],
    small && styles.small,
    wide && styles.wide,
    disabledReason && styles.disabled,
    dots && styles.busy,
    className,
  )
  const inside: ReactNode = (
    <>
      {icon && <Icon name={icon} size={small ? 16 : 18} className={styles.icon} />}
      <span>{children}</span>
      {iconEnd && <Icon name={iconEnd} size={14} weight="bold" className={styles.end} />}
      {keys && <Kbd keys={keys} className={styles.keys} />}
      {dots && (
        <span className={styles.dots} aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      {busy && <Unseen>{t('design.working')}</Unseen>}
    </>
  )
  if (href !== undefined && !disabledReason) {
    const { disabled: _, form: __, ...link } = rest as ComponentPropsWithRef<'a'> & { disabled?: boolean; form?: string }
    return (
      <a {...link} href={href} className={name} onClick={onClick as unknown as ComponentPropsWithRef<'a'>['onClick']}>
        {inside}
      </a>
    )
  }
  const button = (
    <button
      {...rest}
      type={disabledReason || busy ? 'button' : type}
      className={name}
      aria-disabled={disabledReason || busy ? true : rest['aria-disabled']}
      aria-busy={busy || undefined}
      aria-describedby={classes(rest['aria-describedby'], disabledReason && reasonId) || undefined}
      onClick={disabledReason || busy ? prevent : onClick}
    >
      {inside}
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </button>
  )
  return disabledReason ? (
    <Tooltip text={disabledReason} onTap>
      {button}
    </Tooltip>
  ) : (
    button
  )
}
