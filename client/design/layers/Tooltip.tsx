import { cloneElement, type FocusEvent, type MouseEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { direction } from '../../words/words'
import { tooltipPanel } from './panels'
import { useLater } from './useLater'

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

interface AnchorProps {
  readonly onMouseEnter?: (event: MouseEvent<HTMLElement>) => void
  readonly onMouseLeave?: (event: MouseEvent<HTMLElement>) => void
  readonly onFocus?: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur?: (event: FocusEvent<HTMLElement>) => void
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void
}

/** Ms before it comes under a pointer; none where another was there a moment ago. */
const WAIT = 500
const MOMENT = 300

/** The one that is shown, and when the last one went. */
let shown: (() => void) | null = null
let left = Number.NEGATIVE_INFINITY

/** Words that come on hover and on keyboard focus. They name nothing by themselves: the button inside carries its own name. */
export function Tooltip({ text, keys, shut = false, placement = 'bottom', onTap = false, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const panel = useLater(tooltipPanel, anchor !== null)
  const hide = useRef(() => {
    clearTimeout(timer.current)
    if (shown === hide) {
      shown = null
      left = performance.now()
    }
    setAnchor(null)
  }).current
  const show = (element: HTMLElement) => {
    if (shown !== hide) shown?.()
    shown = hide
    setAnchor(element)
  }
  useEffect(() => hide, [hide])

  const sides = direction() === 'rtl' ? ({ before: 'right', after: 'left' } as const) : ({ before: 'left', after: 'right' } as const)
  const side = placement === 'before' || placement === 'after' ? sides[placement] : placement
  const given = children.props as AnchorProps
  return (
    <>
      {cloneElement(children as ReactElement<AnchorProps>, {
        onMouseEnter: (event) => {
          given.onMouseEnter?.(event)
          const { currentTarget: element } = event
          void tooltipPanel.load().catch(() => undefined)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => show(element), shown !== null || performance.now() - left < MOMENT ? 0 : WAIT)
        },
        onMouseLeave: (event) => {
          given.onMouseLeave?.(event)
          clearTimeout(timer.current)
        },
        onFocus: (event) => {
          given.onFocus?.(event)
          if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget)
        },
        onBlur: (event) => {
          given.onBlur?.(event)
          hide()
        },
        onClick: (event) => {
          given.onClick?.(event)
          clearTimeout(timer.current)
          if (onTap) show(event.currentTarget)
        },
      })}
      {panel && anchor && !shut && <panel.TooltipPanel anchor={anchor} text={text} keys={keys} placement={side} onClose={hide} />}
    </>
  )
}
