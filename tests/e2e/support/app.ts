import { expect, type Page } from '@playwright/test'
import type { Person } from './person'

/** What people do in the app, by the words on its screens. */

export const textOf = (page: Page) => page.getByRole('textbox', { name: 'The text' })

/** The first minute: a name, a group, and the cursor stands in a document. */
export async function makeWorkspace({ page, name }: Person, address: string, group: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('textbox', { name: 'What do people call you?' }).fill(name)
  await page.getByRole('button', { name: 'Make a workspace' }).click()
  await page.getByRole('textbox', { name: 'What is your group called?' }).fill(group)
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(textOf(page)).toBeFocused()
}

export type May = 'Write documents' | 'Comment' | 'Read'
/** A whole link. */
export async function invite({ page }: Person, may: May = 'Write documents'): Promise<string> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = page.getByRole('textbox', { name: 'Or send a link' })
  await expect(link).toHaveValue(/#w1\./)
  const radio = page.getByRole('radio', { name: new RegExp(`^${may}`) })
  if (!(await radio.isChecked())) {
    const before = await link.inputValue()
    // The mark of the choice is drawn; what is clicked is its label.
    await radio.check({ force: true })
    await expect(link).not.toHaveValue(before)
    await expect(link).toHaveValue(/#w1\./)
  }
  const address = await link.inputValue()
  await page.getByRole('button', { name: 'Close' }).click()
  return `${new URL(page.url()).protocol}//${address.replace(/^https?:\/\//, '')}`
}

export async function comeIn({ page, name }: Pick<Person, 'page' | 'name'>, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('textbox', { name: 'What do people call you?' }).fill(name)
  await page.getByRole('button', { name: 'Come in' }).click()
  // On a phone the text that one comes into stands in place of the bar.
  await expect(page.getByRole('navigation', { name: 'Places' }).or(textOf(page)).first()).toBeVisible({ timeout: 20_000 })
}

/** From wherever one is, by the list of documents. */
export async function openDocument(page: Page, title: string): Promise<void> {
  // Whoever has just come in may still be taken to the text that somebody has open.
  await expect(async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Documents', exact: true }).click()
    await page.getByRole('main').getByRole('link', { name: title }).first().click({ timeout: 10_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByRole('main', { name: title })).toBeVisible()
}

/** The blocks of the text, without the empty one that waits at the end. */
export async function blocksOf(page: Page): Promise<string[]> {
  const blocks = await page
    .locator('.ProseMirror')
    .last()
    .evaluate((root) => [...root.children].map((block) => block.textContent ?? ''))
  return blocks.at(-1) === '' ? blocks.slice(0, -1) : blocks
}

/** Puts the caret at the end of the block that holds these words, and types. */
export async function typeAfter(page: Page, words: string, typed: string): Promise<void> {
  const block = textOf(page).locator('> *', { hasText: words }).first()
  await block.click()
  await page.keyboard.press('End')
  await page.keyboard.type(typed)
}

/** What the sign in the bar says about this device's words. */
export const signOf = (page: Page) => page.getByRole('button', { name: /^Where your words are/ })
export const expectSent = (page: Page): Promise<void> => expect(signOf(page)).toHaveText(/^Saved on this device and sent$|^Sent$/, { timeout: 20_000 })
/** While a letter is not on the device, the sign says neither that it is saved nor how many are unsent [S1]. */
export const expectSaved = (page: Page): Promise<void> => expect(signOf(page)).toHaveText(/^Saved on this device|not yet sent$/)

/** Until all of them show the same blocks, and these hold each of the words once. */
export async function expectSameText(pages: readonly Page[], words: readonly string[]): Promise<void> {
  let texts: string[] = []
  const expected = { same: true, counts: words.map((word) => `${word}: ${pages.map(() => 1).join(' ')}`) }
  const look = async () => {
    texts = await Promise.all(pages.map(async (page) => (await blocksOf(page)).join('\n')))
    return { same: new Set(texts).size === 1, counts: words.map((word) => `${word}: ${texts.map((text) => text.split(word).length - 1).join(' ')}`) }
  }
  try {
    await expect.poll(look, { timeout: 30_000 }).toEqual(expected)
  } catch (error) {
    const shown = texts.map((text) => text.slice(0, 600)).join('\n──\n')
    throw new Error(`${error instanceof Error ? error.message : error}\nThe texts:\n${shown}`)
  }
}

/** Until a start without any network is possible. */
export const expectReadyOffline = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
