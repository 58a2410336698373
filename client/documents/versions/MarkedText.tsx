import { useLayoutEffect, useRef } from 'react'
import type { MarkedNode } from '../../merge/markedText'
import { textClass } from '../screen/textStyles'
import styles from './MarkedText.module.css'
import { type MarkedSide, markedDom } from './markedDom'

/** A text with its changes marked inside it. Nothing of it can be edited. */
export function MarkedText({
  marked,
  side = 'both',
  current,
  label,
  isTold,
  onChange,
}: {
  marked: readonly MarkedNode[]
  side?: MarkedSide
  /** The change that one stands at. */
  current: string | null
  label: string
  /** Not given: all changes are marked. */
  isTold?: (change: string) => boolean
  /** Somebody pressed a change. */
  onChange?: (id: string) => void
}) {
  const host = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    host.current?.replaceChildren(markedDom(marked, side, isTold))
  }, [marked, side, isTold])
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew, it is marked anew
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    for (const before of element.querySelectorAll('[data-current]')) before.removeAttribute('data-current')
    if (current === null) return
    const found = [...element.querySelectorAll<HTMLElement>('[data-change]')].filter(({ dataset }) => dataset.change === current)
    for (const each of found) blockOf(each, element).setAttribute('data-current', '')
    found[0]?.scrollIntoView({ block: 'center' })
  }, [current, marked, side, isTold])
  const press = (target: EventTarget) => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-change]')?.dataset.change : undefined
    if (id !== undefined) onChange?.(id)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by the keyboard one steps from change to change
    <article ref={host} className={`${textClass} ${styles.marked}`} aria-label={label} contentEditable={false} onClick={({ target }) => press(target)} />
  )
}

/** The block of the text that it stands in. */
function blockOf(element: Element, within: Element): Element {
  let block = element
  while (block.parentElement && block.parentElement !== within) block = block.parentElement
  return block
}
