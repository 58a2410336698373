// @vitest-environment jsdom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Button } from '../../../client/design/controls/Button'
import { Field } from '../../../client/design/controls/Field'
import { IconButton } from '../../../client/design/controls/IconButton'
import { ToastProvider, useToast } from '../../../client/design/layers/Toast'
import { Loading } from '../../../client/design/page/Loading'
import { Avatar } from '../../../client/design/people/Avatar'
import { WhereWordsAre, WordsVoice } from '../../../client/design/signs/WhereWordsAre'
import type { WordsStatus } from '../../../client/design/signs/whereWords'
import { applyTheme } from '../../../client/design/theme'

let say: ReturnType<typeof useToast>
function Speaker() {
  say = useToast()
  return null
}

let root: Root
let place: HTMLElement

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.useFakeTimers()
  place = document.createElement('div')
  document.body.append(place)
  root = createRoot(place)
})

afterEach(() => {
  act(() => root.unmount())
  place.remove()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const show = (what: ReactNode) => act(() => root.render(what))
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))
function find(selector: string): HTMLElement {
  const found = place.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`nothing at ${selector}`)
  return found
}

describe('a button', () => {
  it('that is busy keeps its words, does nothing more, and shows its dots after 400 ms', () => {
    const pressed = vi.fn()
    show(
      <Button busy onClick={pressed}>
        Make it
      </Button>,
    )
    act(() => find('button').click())
    expect(pressed).not.toHaveBeenCalled()
    expect(find('button').getAttribute('aria-busy')).toBe('true')
    expect(find('button').textContent).toContain('Make it')
    expect(place.querySelectorAll('i')).toHaveLength(0)
    pass(400)
    expect(place.querySelectorAll('i')).toHaveLength(3)
  })

  it('that cannot be pressed stays in reach of Tab and tells the reason', () => {
    const pressed = vi.fn()
    show(
      <Button type="submit" disabledReason="Two seats are still free." onClick={pressed}>
        Close
      </Button>,
    )
    const button = find('button') as HTMLButtonElement
    act(() => button.click())
    expect(pressed).not.toHaveBeenCalled()
    expect(button.disabled).toBe(false)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Two seats are still free.')
  })

  it('with an icon alone has a name, with what its number counts', () => {
    show(<IconButton name="comment" label="Comments" count={3} />)
    expect(find('button').getAttribute('aria-label')).toBe('Comments, 3')
  })

  it('that leads somewhere is a link', () => {
    show(<Button href="#/documents">Documents</Button>)
    expect(find('a').getAttribute('href')).toBe('#/documents')
  })
})

describe('a field', () => {
  it('has its label, and its hint becomes the error', () => {
    show(<Field label="Until" hint="A day" error="November has 30 days." defaultValue="31 November" />)
    const input = find('input') as HTMLInputElement
    expect(input.labels?.[0]?.textContent).toBe('Until')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe('November has 30 days.')
    expect(place.textContent).not.toContain('A day')
  })
})

describe('a toast', () => {
  const toasts = () => find('[role="status"]').textContent

  it('stands alone for 6 s, and takes back what was done', () => {
    const undo = vi.fn()
    show(
      <ToastProvider>
        <Speaker />
      </ToastProvider>,
    )
    act(() => say({ text: 'Archived.', undo }))
    act(() => say({ text: 'Deleted.', undo }))
    expect(toasts()).toBe('Deleted.Undo')
    pass(5_999)
    expect(toasts()).toBe('Deleted.Undo')
    pass(1)
    expect(toasts()).toBe('')
    act(() => say({ text: 'Archived.', undo }))
    act(() => find('[role="status"] button').click())
    expect(undo).toHaveBeenCalledOnce()
    expect(toasts()).toBe('')
  })

  it('stays as long as it has the focus', () => {
    show(
      <ToastProvider>
        <Speaker />
      </ToastProvider>,
    )
    act(() => say({ text: 'Archived.', undo: () => undefined }))
    act(() => find('[role="status"] button').focus())
    pass(20_000)
    expect(toasts()).toBe('Archived.Undo')
  })
})

describe('loading', () => {
  it('shows nothing for 400 ms, then bars, and words after 2 s', () => {
    show(<Loading words="Fetching Homes we keep, 3 of 9 parts" lines={3} />)
    pass(399)
    expect(place.innerHTML).toBe('')
    pass(1)
    expect(find('[role="status"]').childElementCount).toBe(3)
    expect(place.textContent).toBe('')
    pass(1_600)
    expect(place.textContent).toBe('Fetching Homes we keep, 3 of 9 parts')
  })
})

describe('where words are', () => {
  const sent: WordsStatus = { saved: 'saved', unsent: 0, relay: 'sent', since: null }

  it('does not flicker at every letter: what lasts less than 2 s is only left unsaid', () => {
    show(<WhereWordsAre status={{ ...sent, relay: 'sending', unsent: 2 }} />)
    expect(place.textContent).toBe('Saved on this device')
    pass(2_000)
    expect(place.textContent).toBe('2 changes not yet sent')
    show(<WhereWordsAre status={sent} />)
    expect(place.textContent).toBe('Saved on this device and sent')
  })

  it('[S1] says "saved" of no letter before it is, and does not come and go between two letters', () => {
    show(<WhereWordsAre status={sent} />)
    for (let letter = 1; letter <= 3; letter++) {
      show(<WhereWordsAre status={{ ...sent, saved: 'saving', relay: 'sending', unsent: letter }} />)
      expect(place.textContent).toBe('Being saved on this device')
      show(<WhereWordsAre status={{ ...sent, relay: 'offline', unsent: letter }} />)
      pass(200)
      expect(place.textContent).toBe('Being saved on this device')
    }
    pass(400)
    expect(place.textContent).toBe('3 changes not yet sent')
  })

  it('is said to the ear politely and at most every 30 s, but "not saved" at once', () => {
    const polite = () => find('[aria-live="polite"]').textContent
    show(<WordsVoice status={sent} />)
    show(<WordsVoice status={{ ...sent, relay: 'offline' }} />)
    pass(0)
    expect(polite()).toBe('Offline. Saved on this device.')
    show(<WordsVoice status={sent} />)
    pass(20_000)
    expect(polite()).toBe('Offline. Saved on this device.')
    pass(10_000)
    expect(polite()).toBe('Saved on this device and sent')
    show(<WordsVoice status={{ ...sent, saved: 'not saved' }} />)
    expect(find('[aria-live="assertive"]').textContent).toMatch(/^Not saved/)
  })
})

describe('a person', () => {
  it('is a silent disc beside a name, and says name and presence where it stands alone', () => {
    show(<Avatar person={{ name: 'Ana', colour: 8, here: true }} />)
    expect(find('span').getAttribute('aria-hidden')).toBe('true')
    expect(find('span').dataset.who).toBe('9')
    show(<Avatar person={{ name: 'Ana', colour: 8, here: false }} named />)
    expect(find('[role="img"]').getAttribute('aria-label')).toBe('Ana, away')
  })
})

describe('the theme', () => {
  it('stands on the page’s root, and follows the device where nothing is chosen', () => {
    applyTheme('dark')
    expect(document.documentElement.dataset.theme).toBe('dark')
    applyTheme('system')
    expect(document.documentElement.dataset.theme).toBeUndefined()
  })
})
