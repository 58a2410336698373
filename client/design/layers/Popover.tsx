import type { ReactElement, ReactNode } from 'react'
import { classes } from '../classes'
import styles from './Popover.module.css'
import { popoverPanel } from './panels'
import { useOpener } from './useOpener'

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
export function Popover({ button, label, placement = 'bottom-start', open: held, onOpenChange, bare, className, children }: PopoverProps) {
  const { opener, loaded, element, open, setOpen, panelId } = useOpener({ button, popup: 'dialog', panel: popoverPanel, open: held, onOpenChange })
  return (
    <>
      {opener}
      {loaded && element && (
        <loaded.PopoverPanel
          id={panelId}
          label={label}
          button={element}
          placement={placement}
          open={open}
          setOpen={setOpen}
          className={classes(styles.popover, !bare && styles.padded, className)}
        >
          {children}
        </loaded.PopoverPanel>
      )}
    </>
  )
}
