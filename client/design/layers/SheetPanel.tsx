import { Dialog as AriaDialog, DialogDescription, DialogHeading } from '@ariakit/react/dialog'
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { t } from '../../words/words'
import { classes } from '../classes'
import { IconButton } from '../controls/IconButton'
import { usePhone } from '../useMedia'
import type { SheetProps } from './Sheet'
import styles from './Sheet.module.css'
import { restAfter, type SheetHeight } from './sheetHeights'

export function SheetPanel({ open, onClose, title, description, height = 'half', beside = false, tools, focusFirst, children }: SheetProps) {
  const phone = usePhone()
  const panel = useRef<HTMLDivElement>(null)
  const [rest, setRest] = useState<SheetHeight | 'content'>(height)
  useEffect(() => {
    if (!open) setRest(height)
  }, [open, height])
  const drag = useDrag(panel, rest, (next) => (next === 'closed' ? onClose() : setRest(next)))
  return (
    <AriaDialog
      ref={panel}
      open={open}
      onClose={onClose}
      modal={!beside}
      className={classes(styles.sheet, phone ? styles.below : styles.side, phone && styles[rest])}
      backdrop={beside ? false : <div className={styles.scrim} />}
      hideOnInteractOutside={!beside}
      initialFocus={focusFirst ?? panel}
      tabIndex={-1}
      portal
      unmountOnHide
    >
      <div className={styles.head} {...(phone ? drag : {})}>
        {phone &&
          (height === 'half' ? (
            <button
              type="button"
              className={styles.grab}
              aria-label={rest === 'full' ? t('design.shorter') : t('design.taller')}
              onClick={() => setRest(rest === 'full' ? 'half' : 'full')}
            />
          ) : (
            <span className={styles.grab} />
          ))}
        <div className={styles.line}>
          <DialogHeading className={styles.title} dir="auto">
            {title}
          </DialogHeading>
          {tools}
          <IconButton name="close" label={t('design.close')} onClick={onClose} />
        </div>
        {description && <DialogDescription className={styles.description}>{description}</DialogDescription>}
      </div>
      <div className={styles.body}>{children}</div>
    </AriaDialog>
  )
}

/** Follows the finger from the head on. A button in the head keeps its click, since dragging starts only after 6 px. */
function useDrag(panel: RefObject<HTMLDivElement | null>, rest: SheetHeight | 'content', settle: (next: SheetHeight | 'content' | 'closed') => void) {
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      const { current: sheet } = panel
      if (!sheet || event.button !== 0) return
      const { clientY: from, timeStamp: began, pointerId } = event
      let dragging = false
      const listening = new AbortController()
      const finish = (ended: globalThis.PointerEvent | null) => {
        listening.abort()
        stop.current = null
        if (!dragging) return
        sheet.style.translate = ''
        sheet.style.transition = ''
        if (!ended) return
        const moved = ended.clientY - from
        settle(restAfter(rest, moved, moved / Math.max(1, ended.timeStamp - began), window.innerHeight))
      }
      const mine = (handle: (event: globalThis.PointerEvent) => void) => (event: globalThis.PointerEvent) => {
        if (event.pointerId === pointerId) handle(event)
      }
      // At the window: a quick pull leaves the head before the first of its moves is heard.
      window.addEventListener(
        'pointermove',
        mine((event) => {
          const moved = event.clientY - from
          if (!dragging && Math.abs(moved) <= 6) return
          dragging = true
          sheet.style.transition = 'none'
          // Upwards it resists, unless there is more to see.
          sheet.style.translate = `0 ${moved > 0 || rest === 'half' ? moved : moved / 6}px`
        }),
        { signal: listening.signal },
      )
      window.addEventListener('pointerup', mine(finish), { signal: listening.signal })
      window.addEventListener(
        'pointercancel',
        mine(() => finish(null)),
        { signal: listening.signal },
      )
      stop.current = () => finish(null)
    },
  }
}
