import { cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement, type Ref, useCallback, useId, useState } from 'react'
import type { Later } from './later'
import { useLater } from './useLater'

/** Where the focus goes when a list opens. */
export type FirstFocus = 'first' | 'last' | 'container'

interface ButtonProps {
  readonly id?: string
  readonly ref?: Ref<HTMLElement>
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  readonly onPointerEnter?: () => void
  readonly onFocus?: () => void
}

export interface OpenerSettings<T> {
  readonly button: ReactElement
  readonly popup: 'menu' | 'dialog'
  readonly panel: Later<T>
  /** Given together, the caller holds whether it is open. */
  readonly open: boolean | undefined
  readonly onOpenChange: ((open: boolean) => void) | undefined
}

/** A button that opens what floats at it: the panel itself is fetched when it is first wanted, and the button is the same before and after. */
export function useOpener<T>({ button, popup, panel, open: held, onOpenChange }: OpenerSettings<T>) {
  const [own, setOwn] = useState(false)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [firstFocus, setFirstFocus] = useState<FirstFocus>('container')
  const id = useId()
  const panelId = useId()
  const open = held ?? own
  const loaded = useLater(panel, open)
  const setOpen = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
  }
  const given = button.props as ButtonProps
  const ref = useMergedRef(given.ref, setElement)
  const warm = () => void panel.load().catch(() => undefined)
  const opener = cloneElement(button as ReactElement<Record<string, unknown>>, {
    id: given.id ?? id,
    ref,
    'aria-haspopup': popup,
    'aria-expanded': open,
    'aria-controls': open && loaded !== null ? panelId : undefined,
    onPointerEnter: () => {
      given.onPointerEnter?.()
      warm()
    },
    onFocus: () => {
      given.onFocus?.()
      warm()
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      given.onClick?.(event)
      if (event.defaultPrevented) return
      // A click without a pointer is a key.
      setFirstFocus(event.detail === 0 ? 'first' : 'container')
      setOpen(!open)
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      given.onKeyDown?.(event)
      if (popup !== 'menu' || event.defaultPrevented || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      setFirstFocus(event.key === 'ArrowDown' ? 'first' : 'last')
      setOpen(true)
    },
  })
  return { opener, loaded, panelId, firstFocus, element, open, setOpen }
}

/** One ref that tells two: the element's own, and whoever wants to know it too. */
export function useMergedRef(own: Ref<HTMLElement> | undefined, other: (element: HTMLElement | null) => void): (element: HTMLElement | null) => void {
  return useCallback(
    (element: HTMLElement | null) => {
      if (typeof own === 'function') own(element)
      else if (own) own.current = element
      other(element)
    },
    [own, other],
  )
}
