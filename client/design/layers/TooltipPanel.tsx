import { Tooltip as AriaTooltip, useTooltipStore } from '@ariakit/react/tooltip'
import { useLayoutEffect } from 'react'
import { Kbd } from '../controls/Kbd'
import type { TooltipProps } from './Tooltip'
import styles from './Tooltip.module.css'

/** The words at their button, as long as this is in the page. It stays under a pointer that moves onto it. */
export function TooltipPanel({
  anchor,
  text,
  keys,
  placement,
  onClose,
}: Pick<TooltipProps, 'text' | 'keys'> & { placement: 'top' | 'bottom' | 'left' | 'right'; anchor: HTMLElement; onClose: () => void }) {
  const store = useTooltipStore({ placement, timeout: 0, hideTimeout: 0, open: true, setOpen: (open) => !open && onClose() })
  useLayoutEffect(() => store.setAnchorElement(anchor), [store, anchor])
  return (
    <AriaTooltip store={store} className={styles.tooltip} gutter={6} unmountOnHide portal hideOnHoverOutside={() => !anchor.matches(':focus-visible')}>
      {text}
      {keys && <Kbd keys={keys} />}
    </AriaTooltip>
  )
}
