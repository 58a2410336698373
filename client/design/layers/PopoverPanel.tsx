import { Popover as AriaPopover, usePopoverStore } from '@ariakit/react/popover'
import { type ReactNode, useLayoutEffect } from 'react'
import type { PopoverProps } from './Popover'
import { leaveByTab } from './tabOut'

export interface FloatingProps<Placement> {
  id: string
  /** The button it floats at, whither the focus returns. */
  button: HTMLElement
  label: string | undefined
  placement: Placement
  open: boolean
  setOpen: (open: boolean) => void
  className: string
  children: ReactNode
}

export function PopoverPanel({ id, button, label, placement, open, setOpen, className, children }: FloatingProps<NonNullable<PopoverProps['placement']>>) {
  const store = usePopoverStore({ placement, open, setOpen })
  useLayoutEffect(() => {
    store.setAnchorElement(button)
    store.setDisclosureElement(button)
  }, [store, button])
  return (
    <AriaPopover
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
    </AriaPopover>
  )
}
