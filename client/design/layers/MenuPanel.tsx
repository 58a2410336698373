import { MenuItem as AriaItem, Menu as AriaMenu, MenuItemRadio, MenuSeparator, useMenuStore } from '@ariakit/react/menu'
import { useLayoutEffect } from 'react'
import { classes } from '../classes'
import { Kbd } from '../controls/Kbd'
import { Icon } from '../signs/Icon'
import type { MenuChoicesProps, MenuItemProps, MenuProps } from './Menu'
import styles from './Menu.module.css'
import type { FloatingProps } from './PopoverPanel'
import { leaveByTab } from './tabOut'
import type { FirstFocus } from './useOpener'

export function MenuPanel(props: FloatingProps<NonNullable<MenuProps['placement']>> & { firstFocus: FirstFocus }) {
  const { id, button, label, placement, open, setOpen, firstFocus, className, children } = props
  const store = useMenuStore({ placement, open, setOpen })
  useLayoutEffect(() => {
    if (!open) return
    store.setAnchorElement(button)
    store.setDisclosureElement(button)
    store.setAutoFocusOnShow(true)
    store.setInitialFocus(firstFocus)
  }, [store, button, open, firstFocus])
  return (
    <AriaMenu
      store={store}
      id={id}
      className={className}
      aria-label={label}
      gutter={6}
      overflowPadding={8}
      onKeyDown={(event) => leaveByTab(event, () => setOpen(false))}
      portal
      preserveTabOrder={false}
      unmountOnHide
    >
      {children}
    </AriaMenu>
  )
}

export function PanelItem({ icon, keys, leave, disabledReason, voice = 'app', detail, start, href, onSelect, children }: MenuItemProps) {
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

export function PanelChoices<T extends string>({ label, value, onChange, options }: MenuChoicesProps<T>) {
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

export function PanelRule() {
  return <MenuSeparator className={styles.rule} />
}
