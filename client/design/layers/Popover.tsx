import { Popover as AriaPopover, PopoverDisclosure, PopoverProvider, usePopoverContext } from '@ariakit/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { classes } from '../classes'
import styles from './Popover.module.css'
import { leaveByTab } from './tabOut'

export interface PopoverProps {
  /** What opens it. */
  button: ReactElement
  /** What it is, for the ear. */
  label: string
  placement?: 'bottom-start' | 'bottom-end' | 'bottom' | 'top-start' | 'top-end' | 'right-start'
  /** Given together, the caller holds whether it is open. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** No padding: for a list that runs to the edges. */
  bare?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A small panel that floats at a button. Esc and a click beside it close it; focus goes in, and returns. */
export function Popover({ button, label, placement = 'bottom-start', open, onOpenChange, bare, className, children }: PopoverProps) {
  return (
    <PopoverProvider placement={placement} {...(open === undefined ? {} : { open })} {...(onOpenChange ? { setOpen: onOpenChange } : {})}>
      <PopoverDisclosure render={button} />
      <Panel label={label} className={classes(styles.popover, !bare && styles.padded, className)}>
        {children}
      </Panel>
    </PopoverProvider>
  )
}

function Panel({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  const store = usePopoverContext()
  return (
    <AriaPopover
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
    </AriaPopover>
  )
}
