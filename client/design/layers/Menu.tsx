import type { ReactElement, ReactNode } from 'react'
import { classes } from '../classes'
import type { IconName } from '../signs/icons'
import styles from './Menu.module.css'
import { menuPanel } from './panels'
import { useOpener } from './useOpener'

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
export function Menu({ button, label, placement = 'bottom-start', open: held, onOpenChange, className, children }: MenuProps) {
  const { opener, loaded, element, open, setOpen, panelId, firstFocus } = useOpener({ button, popup: 'menu', panel: menuPanel, open: held, onOpenChange })
  return (
    <>
      {opener}
      {loaded && element && (
        <loaded.MenuPanel
          id={panelId}
          label={label}
          button={element}
          placement={placement}
          open={open}
          setOpen={setOpen}
          firstFocus={firstFocus}
          className={classes(styles.menu, className)}
        >
          {children}
        </loaded.MenuPanel>
      )}
    </>
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

/** Stands inside a menu, and thus only where the menu's panel has come. */
export function MenuItem(props: MenuItemProps) {
  const panel = menuPanel.now()
  return panel && <panel.PanelItem {...props} />
}

export interface MenuChoicesProps<T extends string> {
  label: string
  value: T | null
  onChange: (value: T) => void
  options: readonly { value: T; words: ReactNode; icon?: IconName; keys?: string }[]
}

/** One of several, with a check at the one that holds. */
export function MenuChoices<T extends string>(props: MenuChoicesProps<T>) {
  const panel = menuPanel.now()
  return panel && <panel.PanelChoices {...props} />
}

export function MenuRule() {
  const panel = menuPanel.now()
  return panel && <panel.PanelRule />
}

/** A quiet line above a group of items. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div className={styles.heading} role="presentation">
      {children}
    </div>
  )
}
