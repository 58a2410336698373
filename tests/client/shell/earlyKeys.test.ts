// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type EarlyKeys, holdEarlyKeys } from '../../../client/shell/palette/earlyKeys'

let early: EarlyKeys | null = null
afterEach(() => early?.stop())

/** Presses a key in the text; true: the text would have had it. */
function press(key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  document.body.dispatchEvent(event)
  return !event.defaultPrevented
}

describe('what is typed for the palette before it is there', () => {
  it('is held in its order, and reaches nothing else', () => {
    const below = vi.fn()
    document.body.addEventListener('keydown', below)
    early = holdEarlyKeys(window, () => false, vi.fn())
    for (const key of ['R', 'e', 'ä', 'Backspace', 'n', '𝒳', 'Backspace', 't']) expect(press(key)).toBe(false)
    expect(early.take()).toEqual({ text: 'Rent', isEntered: false })
    press('s')
    expect(press('Enter')).toBe(false)
    press('x')
    expect(early.take()).toEqual({ text: 's', isEntered: true })
    document.body.removeEventListener('keydown', below)
    // The letter after Enter is for wherever it leads.
    expect(below).toHaveBeenCalledTimes(1)
  })

  it('is no shortcut, no composition and no Enter before any letter', () => {
    const onEscape = vi.fn()
    early = holdEarlyKeys(window, () => false, onEscape)
    expect(press('k', { ctrlKey: true })).toBe(true)
    expect(press('n', { isComposing: true })).toBe(true)
    expect(press('Enter')).toBe(false)
    expect(press('Escape')).toBe(false)
    expect(onEscape).toHaveBeenCalledOnce()
    expect(early.take()).toEqual({ text: '', isEntered: false })
  })

  it('ends for good once the field has had the focus', () => {
    let isThere = false
    early = holdEarlyKeys(window, () => isThere, vi.fn())
    press('a')
    isThere = true
    expect(press('b')).toBe(true)
    isThere = false
    expect(press('Enter')).toBe(true)
    expect(early.take()).toEqual({ text: 'a', isEntered: false })
  })
})
