import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { expectSaved, textOf } from './support/app'
import { expect, test } from './support/test'

/**
 * The main job as a virtual screen reader says it. It walks the same tree of roles and names that real ones walk; it stands in for none of them
 * (docs/ACCESSIBILITY.md says which were tried by hand). The policy of the page is set aside for this test alone, so that the reader can be put into it.
 */

const source = fs.readFileSync(createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/browser.js'), 'utf8')

interface Reader {
  start(options: { container: Element }): Promise<void>
  stop(): Promise<void>
  next(): Promise<void>
  act(): Promise<void>
  type(text: string): Promise<void>
  lastSpokenPhrase(): Promise<string>
}
type WithReader = Window & { reader: Reader }

async function bringReader(page: Page): Promise<void> {
  await page.addScriptTag({ type: 'module', content: source.replace(/export\{[^}]*?([\w$]+) as virtual\}/, (_, name: string) => `window.reader=${name}`) })
  await page.waitForFunction(() => 'reader' in window)
}

/** Everything from the beginning of an element on, once round. */
function readAll(page: Page, selector = 'body'): Promise<string[]> {
  return page.evaluate(async (within) => {
    const { reader } = window as unknown as WithReader
    const container = document.querySelector(within)
    if (!container) throw new Error(`no ${within}`)
    await reader.start({ container })
    const phrases = [await reader.lastSpokenPhrase()]
    for (let n = 0; n < 400; n++) {
      await reader.next()
      const phrase = await reader.lastSpokenPhrase()
      if (phrase === phrases[0]) break
      phrases.push(phrase)
    }
    await reader.stop()
    return phrases
  }, selector)
}

/** Walks on to what is said so, then does what is given there. */
function goTo(page: Page, said: string, then: 'act' | { readonly type: string }): Promise<void> {
  return page.evaluate(
    async ([wanted, act]) => {
      const { reader } = window as unknown as WithReader
      await reader.start({ container: document.body })
      const heard: string[] = []
      for (let n = 0; n < 400; n++) {
        const phrase = await reader.lastSpokenPhrase()
        heard.push(phrase)
        if (phrase.startsWith(wanted)) {
          if (act === 'act') await reader.act()
          else await reader.type(act.type)
          await reader.stop()
          return
        }
        await reader.next()
      }
      await reader.stop()
      throw new Error(`"${wanted}" was not said, but: ${heard.slice(0, 80).join(' | ')}`)
    },
    [said, then] as const,
  )
}

test('a virtual screen reader does the main job: the first minute, reading, inviting, finding', async ({ person, relay }) => {
  test.slow()
  const alice = await person('alice', { bypassCSP: true, reducedMotion: 'reduce' })
  const { page } = alice
  await page.goto(relay.url)
  await expect(page.getByRole('button', { name: 'Make a workspace' })).toBeVisible()
  await bringReader(page)
  await goTo(page, 'textbox, What do people call you?', { type: 'Alice' })
  await goTo(page, 'button, Make a workspace', 'act')
  await expect(page.getByRole('textbox', { name: 'What is your group called?' })).toBeVisible()
  await goTo(page, 'textbox, What is your group called?', { type: 'Eastbank' })
  await goTo(page, 'button, Begin', 'act')

  await expect(textOf(page)).toBeFocused()
  await page.keyboard.type('Homes we keep')
  await page.keyboard.press('Enter')
  await page.keyboard.type('# A chapter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Fair rents in every street.')
  await expectSaved(page)
  const said = await readAll(page)
  const inOrder = [
    'link, To the text',
    'navigation, Places',
    'main, Homes we keep',
    'textbox, The text',
    'heading, Homes we keep, level 1',
    'heading, A chapter',
    'Fair rents in every street.',
    'end of main',
  ]
  let at = -1
  for (const words of inOrder) {
    const next = said.findIndex((phrase, i) => i > at && phrase.startsWith(words))
    expect(next, `"${words}" after "${said[at] ?? ''}" in ${said.join(' | ')}`).toBeGreaterThan(at)
    at = next
  }
  expect(said.some((phrase) => phrase.startsWith('button, Where your words are'))).toBe(true)
  // Every button, link and field has a name.
  expect(said.filter((phrase) => /^(button|link|textbox|combobox|switch|checkbox)$/.test(phrase))).toEqual([])

  await goTo(page, 'button, Invite', 'act')
  await expect(page.getByRole('textbox', { name: 'Or send a link' })).toHaveValue(/#w1\./)
  const invitation = await readAll(page, '[role="dialog"]')
  expect(invitation.some((phrase) => phrase.startsWith('heading, Invite someone to Eastbank') || phrase.startsWith('heading, Invite'))).toBe(true)
  expect(invitation.some((phrase) => phrase.includes('Or send a link'))).toBe(true)
  await page.keyboard.press('Escape')

  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused()
  await page.keyboard.type('fair rents')
  await expect(page.getByRole('option', { name: /Fair rents in every street/ })).toBeVisible()
  const found = await readAll(page, '[role="dialog"]')
  expect(found.some((phrase) => phrase.startsWith('combobox, Find or do anything'))).toBe(true)
  expect(found.some((phrase) => /^option, .*Fair rents in every street\./.test(phrase))).toBe(true)
})
