// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { describe, expect, it } from 'vitest'
import { outOfReact } from '../../../client/documents/screen/outOfReact'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** How many of the text's nodes React looks at while it draws something else. */
function walkedBy(prepare: (text: HTMLElement) => void): number {
  const place = document.body.appendChild(document.createElement('div'))
  const text = document.body.appendChild(document.createElement('div'))
  text.setAttribute('contenteditable', 'true')
  text.tabIndex = 0
  // What a browser has and jsdom has not.
  Object.defineProperty(text, 'contentEditable', { configurable: true, get: () => text.getAttribute('contenteditable') })
  text.append(document.createElement('p'), document.createElement('p'))
  text.lastElementChild?.append('words')
  let walked = 0
  for (const paragraph of text.children)
    Object.defineProperty(paragraph, 'firstChild', {
      get() {
        walked++
        return Object.getOwnPropertyDescriptor(Node.prototype, 'firstChild')?.get?.call(this)
      },
    })
  prepare(text)
  text.focus()
  const word = text.lastElementChild?.lastChild
  if (word) getSelection()?.collapse(word, 3)
  const root = createRoot(place)
  act(() => root.render(<p>saved</p>))
  walked = 0
  act(() => root.render(<p>sent</p>))
  act(() => root.unmount())
  place.remove()
  text.remove()
  return walked
}

describe('the text that React does not draw', () => {
  it('is not walked through whenever React draws something else', () => {
    expect(walkedBy(() => {})).toBeGreaterThan(0)
    expect(walkedBy(outOfReact)).toBe(0)
  })

  it('is editable for everybody else', () => {
    const text = document.createElement('div')
    text.setAttribute('contenteditable', 'true')
    outOfReact(text)
    expect(text.getAttribute('contenteditable')).toBe('true')
    text.contentEditable = 'false'
    expect(text.getAttribute('contenteditable')).toBe('false')
  })
})
