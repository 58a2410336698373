import { Tooltip as AriaTooltip, TooltipAnchor, TooltipProvider, useTooltipStore } from '@ariakit/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { direction } from '../../words/words'
import { Kbd } from '../controls/Kbd'
import styles from './Tooltip.module.css'

export interface TooltipProps {
  text: ReactNode
  /** A shortcut, as in "Ctrl+B". */
  keys?: string | undefined
  /** Held shut, while a menu of the same button is open for instance. */
  shut?: boolean
  /** Before and after are the sides of the line of writing. */
  placement?: 'top' | 'bottom' | 'before' | 'after'
  /** A tap shows it too: for the reason why something cannot be done. */
  onTap?: boolean
  children: ReactElement
}

/** Words that come on hover and on keyboard focus. They name nothing by themselves: the button inside carries its own name. */
export function Tooltip({ text, keys, shut = false, placement = 'bottom', onTap = false, children }: TooltipProps) {
  const sides = direction() === 'rtl' ? ({ before: 'right', after: 'left' } as const) : ({ before: 'left', after: 'right' } as const)
  const side = placement === 'before' || placement === 'after' ? sides[placement] : placement
  const store = useTooltipStore({ placement: side, timeout: 500, hideTimeout: 0 })
  const open = store.useState('open') && !shut
  return (
    <TooltipProvider store={store}>
      <TooltipAnchor render={children} onClick={onTap ? () => store.setOpen(true) : undefined} />
      {open && (
        <AriaTooltip className={styles.tooltip} gutter={6} unmountOnHide portal>
          {text}
          {keys && <Kbd keys={keys} />}
        </AriaTooltip>
      )}
    </TooltipProvider>
  )
}
