import { MenuItem as AriaItem, Menu as AriaMenu, MenuButton, MenuItemRadio, MenuProvider, MenuSeparator, useMenuContext } from '@ariakit/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { classes } from '../classes'
import { Kbd } from '../controls/Kbd'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import styles from './Menu.module.css'
import { leaveByTab } from './tabOut'

export interface MenuProps {
  /** What opens it: a Button or an IconButton. */
  button: ReactElement
  /** What the list is, for the ear; the button's own name if not given. */
  label?: string
  placement?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-start'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string | undefined
  children: ReactNode
}

/** A list of things to do, that opens at a button. Arrows walk, letters jump, Esc closes, focus returns. */
export function Menu({ button, label, placement = 'bottom-start', open, onOpenChange, className, children }: MenuProps) {
  return (
    <MenuProvider placement={placement} {...(open === undefined ? {} : { open })} {...(onOpenChange ? { setOpen: onOpenChange } : {})}>
      <MenuButton render={button} />
      <Panel label={label} className={classes(styles.menu, className)}>
        {children}
      </Panel>
    </MenuProvider>
  )
}

function Panel({ label, className, children }: { label: string | undefined; className: string; children: ReactNode }) {
  const store = useMenuContext()
  return (
    <AriaMenu
      className={className}
      aria-label={label}
      gutter={6}
      overflowPadding={8}
      onKeyDown={(event) => leaveByTab(event, () => store?.hide())}
      portal
      preserveTabOrder={false}
      unmountOnHide
    >
      {children}
    </AriaMenu>
  )
}

export interface MenuItemProps {
  icon?: IconName
  keys?: string
  /** Leaving and losing: brick. */
  leave?: boolean
  /** Why it cannot be done now; said below the words. */
  disabledReason?: string | undefined
  /** Whose words these are: a document's title is people's. */
  voice?: 'people' | 'app'
  /** A quiet second line. */
  detail?: ReactNode
  /** Before the words in place of an icon: a disc, a mark. */
  start?: ReactNode
  href?: string
  onSelect?: () => void
  children: ReactNode
}

export function MenuItem({ icon, keys, leave, disabledReason, voice = 'app', detail, start, href, onSelect, children }: MenuItemProps) {
  const second = disabledReason ?? detail
  // biome-ignore lint/a11y/useAnchorContent: its words come from the item
  const link = href ? { render: <a href={href} /> } : {}
  return (
    <AriaItem
      className={classes(styles.item, leave && styles.leave, disabledReason && styles.disabled)}
      disabled={!!disabledReason}
      accessibleWhenDisabled
      {...link}
      {...(onSelect ? { onClick: onSelect } : {})}
    >
      {icon ? <Icon name={icon} size={20} className={styles.icon} /> : start}
      <span className={styles.words}>
        <span className={voice === 'people' ? styles.people : undefined} dir="auto">
          {children}
        </span>
        {second && <span className={styles.detail}>{second}</span>}
      </span>
      {keys && <Kbd keys={keys} />}
    </AriaItem>
  )
}

export interface MenuChoicesProps<T extends string> {
  label: string
  value: T | null
  onChange: (value: T) => void
  options: readonly { value: T; words: ReactNode; icon?: IconName; keys?: string }[]
}

/** One of several, with a check at the one that holds. */
export function MenuChoices<T extends string>({ label, value, onChange, options }: MenuChoicesProps<T>) {
  return (
    <div role="group" aria-label={label}>
      {options.map((option) => (
        <MenuItemRadio
          key={option.value}
          className={styles.item}
          name={label}
          value={option.value}
          checked={option.value === value}
          hideOnClick
          onClick={() => onChange(option.value)}
        >
          {option.icon && <Icon name={option.icon} size={20} className={styles.icon} />}
          <span className={styles.words} dir="auto">
            {option.words}
          </span>
          {option.keys && <Kbd keys={option.keys} />}
          {option.value === value && <Icon name="check" size={16} weight="bold" />}
        </MenuItemRadio>
      ))}
    </div>
  )
}

export function MenuRule() {
  return <MenuSeparator className={styles.rule} />
}

/** A quiet line above a group of items. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div className={styles.heading} role="presentation">
      {children}
    </div>
  )
}
