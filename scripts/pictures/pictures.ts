/** The pictures of docs/pictures: real screens, with the people of the example. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { expectSent, invite, openDocument, signOf, textOf } from '../../tests/e2e/support/app'
import type { Person } from '../../tests/e2e/support/person'
import { test } from '../../tests/e2e/support/test'
import { packed } from './png'

const folder = path.resolve(import.meta.dirname, '../../docs/pictures')
/** Bytes of one picture. */
const MOST = 150_000

const wide = { width: 1280, height: 760 }
const phone = { width: 390, height: 780 }

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  // Whatever fades in has come, and the pointer hovers over nothing.
  await page.mouse.move(0, 0)
  await page.waitForTimeout(600)
  const file = path.join(folder, `${name}.png`)
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(file, packed(await page.screenshot({ animations: 'disabled', caret: 'hide' })))
  expect(fs.statSync(file).size, `${name}.png`).toBeLessThan(MOST)
}

async function openExample({ page }: Person, address: string): Promise<void> {
  await page.goto(address)
  await page.getByText('Try an example').click()
  await expect(textOf(page)).toContainText('Rope was made in this street', { timeout: 30_000 })
}

/** Puts the caret behind the last word of the paragraph that begins so. */
async function toEndOf(page: Page, words: string): Promise<void> {
  const block = textOf(page).locator('> p', { hasText: words }).first()
  const { height = 0 } = (await block.boundingBox()) ?? {}
  await block.click({ position: { x: 20, y: height - 12 } })
  await page.keyboard.press('End')
}

test('alone: the welcome, home, a text in another direction', async ({ relay, person }) => {
  const linh = await person('Linh', { viewport: wide, colorScheme: 'light' })
  await linh.page.goto(relay.url)
  await expect(linh.page.getByRole('button', { name: 'Make a workspace' })).toBeVisible()
  await take(linh.page, 'welcome')
  await openExample(linh, relay.url)
  await openDocument(linh.page, 'سقفٌ باقٍ')
  await take(linh.page, 'document-arabic')
  await linh.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home' }).first().click()
  await expect(linh.page.getByRole('heading', { level: 1 })).toBeVisible()
  await take(linh.page, 'home')
})

test('together: a text that two write, light and dark, on a phone, without a network, and the invitation to it', async ({ relay, person }) => {
  const linh = await person('Linh', { viewport: wide, colorScheme: 'light' })
  await openExample(linh, relay.url)
  const link = await invite(linh)
  const mateo = await person('Mateo', { viewport: phone, colorScheme: 'light' })
  // Whoever is invited comes into the text that the inviter has open.
  await mateo.page.goto(link)
  await mateo.page.getByRole('textbox', { name: 'What do people call you?' }).fill('Mateo')
  await mateo.page.getByRole('button', { name: 'Come in' }).click()
  await expect(mateo.page.getByRole('main', { name: 'A roof that stays' })).toContainText('We are writing a thirty-year plan')
  const { page } = linh
  await toEndOf(mateo.page, 'We are writing a thirty-year plan')
  await mateo.page.keyboard.type(' Who begins?')
  await expect(textOf(page)).toContainText('Who begins?')
  await expectSent(page)
  await expect(page.getByText('Mateo').first()).toBeAttached()

  await take(page, 'document')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'document-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await mateo.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await mateo.page.mouse.move(200, 400)
  await mateo.page.mouse.wheel(0, -5000)
  await take(mateo.page, 'document-phone')

  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Or send a link' })).toHaveValue(/#w1\./)
  await take(page, 'invite')
  await page.getByRole('button', { name: 'Close' }).click()

  await linh.goOffline()
  await toEndOf(page, 'Rope was made in this street')
  for (const words of [' Some of the hooks', ' are still', ' in the walls.']) await page.keyboard.insertText(words)
  await expect(signOf(page)).toHaveText(/not yet sent/, { timeout: 30_000 })
  await signOf(page).click()
  await take(page, 'offline')
})

test('a copy that comes back: what a task force changed, one by one', async ({ relay, person }) => {
  const linh = await person('Linh', { viewport: wide, colorScheme: 'light' })
  const { page } = linh
  await openExample(linh, relay.url)
  await page.getByRole('link', { name: 'Look at them' }).click()
  await expect(page.getByText('0 of 14 decided')).toBeVisible({ timeout: 30_000 })
  await page
    .getByRole('complementary', { name: 'Changes' })
    .getByRole('listitem')
    .getByRole('button', { name: /^Changed in both/ })
    .first()
    .click()
  await take(page, 'review')
})

test('who holds what, whose turn it is, what is proposed and what was decided', async ({ relay, person }) => {
  const linh = await person('Linh', { viewport: wide, colorScheme: 'light' })
  const { page } = linh
  await openExample(linh, relay.url)
  await page.goto(`${relay.url}/#/circles/map`)
  await page
    .getByRole('button', { name: /^Treasurer/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 2, name: 'Treasurer' })).toBeVisible()
  await take(page, 'circles')
  await page.goto(`${relay.url}/#/circles/turns`)
  await expect(page.getByRole('heading', { name: 'Facilitating the meeting' }).first()).toBeVisible()
  await take(page, 'turns')
  await page.goto(`${relay.url}/#/proposals`)
  await page
    .getByRole('main')
    .getByRole('link', { name: /A warm room/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /A warm room/ })).toBeVisible()
  await expect(page.getByText('We expect eight adults')).toBeAttached()
  await take(page, 'proposal')
  await page.goto(`${relay.url}/#/decisions`)
  await expect(page.getByText('One hundred words before every vote')).toBeVisible()
  await take(page, 'decisions')
})
