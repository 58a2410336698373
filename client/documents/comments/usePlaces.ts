import type { Editor } from '@tiptap/core'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { Range } from './hook'
import { layCards } from './layout'
import { lineOf, linesIn } from './lines'

/** The first line of a card stands at the height of the words. */
const TO_THE_LINE = 12
/** Ms after the text changed its size. */
const SOON = 60

export interface PlacesSettings {
  readonly editor: Editor
  readonly rangeOf: (id: string) => Range | null
  /** The card that stands exactly at its line. */
  readonly fixed: string | null
  /** Whatever else moves a card when it changes. */
  readonly moved: readonly unknown[]
}

/**
 * Moves the cards (children with `data-card`) by script, after each change that may move a line: when the text has another size, when a card has. React draws
 * nothing of it, and nothing happens in a key's own turn.
 */
export function usePlaces(cards: RefObject<HTMLElement | null>, settings: PlacesSettings): void {
  const { editor, fixed, moved } = settings
  const latest = useRef(settings)
  latest.current = settings
  const place = useRef(() => {
    if (cards.current && !latest.current.editor.isDestroyed) placeCards(cards.current, latest.current)
  }).current
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller says what moves a card
  useLayoutEffect(place, [place, fixed, ...moved])
  useEffect(() => {
    const { current: element } = cards
    if (!element || typeof ResizeObserver !== 'function') return
    let timer: ReturnType<typeof setTimeout> | null = null
    const sizes = new ResizeObserver(() => {
      timer ??= setTimeout(() => {
        timer = null
        place()
      }, SOON)
    })
    const watch = () => {
      sizes.disconnect()
      sizes.observe(editor.view.dom)
      for (const slot of element.children) sizes.observe(slot)
    }
    watch()
    const children = new MutationObserver(watch)
    children.observe(element, { childList: true })
    return () => {
      sizes.disconnect()
      children.disconnect()
      if (timer) clearTimeout(timer)
    }
  }, [cards, editor, place])
}

/** All reads, then all writes. */
function placeCards(element: HTMLElement, { editor, rangeOf, fixed }: PlacesSettings): void {
  const slots = [...element.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
  const origin = element.getBoundingClientRect().top
  const lines = linesIn(editor.view.dom)
  const idOf = (slot: HTMLElement): string => slot.dataset.card ?? ''
  const laid = layCards(
    slots.map((slot) => ({
      id: idOf(slot),
      at: lineOf(editor, lines, idOf(slot), rangeOf(idOf(slot))) - origin - TO_THE_LINE,
      height: slot.offsetHeight,
    })),
    fixed,
  )
  for (const slot of slots) {
    const transform = `translateY(${Math.round(laid.tops.get(idOf(slot)) ?? 0)}px)`
    if (slot.style.transform !== transform) slot.style.transform = transform
    slot.dataset.placed = 'true'
  }
  element.style.blockSize = `${Math.ceil(laid.end)}px`
}
