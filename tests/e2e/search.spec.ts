import type { Page } from '@playwright/test'
import { comeIn, expectReadyOffline, expectSaved, expectSent, invite, makeWorkspace, openDocument, textOf } from './support/app'
import { expect, test } from './support/test'

/** Finding: in all texts of this device, in any script, without a network; and going to what was found. */

const field = (page: Page) => page.getByRole('combobox', { name: 'Find or do anything' })
const option = (page: Page, words: string | RegExp) => page.getByRole('option', { name: words })

async function look(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(typed)
}

/** A document with a title and paragraphs, begun from the palette. */
async function write(page: Page, title: string, paragraphs: readonly string[]): Promise<void> {
  await look(page, title)
  await option(page, /^Begin a document called/).click()
  await expect(page.getByRole('main', { name: title })).toBeVisible()
  await expect(textOf(page)).toBeFocused()
  for (const paragraph of paragraphs) {
    await page.keyboard.press('Enter')
    await page.keyboard.insertText(paragraph)
  }
  await expectSaved(page)
}

test('finds passages of closed documents in any script, offline after a new start, and goes to the place', async ({ person, relay }) => {
  const alice = await person('alice')
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank Tenants’ Union')
  const filler = Array.from({ length: 40 }, (_, n) => `Paragraph ${n} of a long walk through what we keep.`)
  await write(page, 'Homes we keep', [...filler, 'Every street has a childcare rota behind every meeting.', ...filler])
  await write(page, 'البيوت التي نحميها', ['لكل شارع لجنة وإِيجارٌ عادل'])
  await write(page, '我们保留的房屋', ['每次会议都有托儿安排。'])
  await expectSent(page)
  await expectReadyOffline(page)

  await alice.goOffline()
  await page.goto(`${relay.url}/#/`)
  await page.reload()
  await expect(page.getByRole('button', { name: /Find or do anything/ })).toBeVisible()
  await look(page, 'childc')
  await expect(option(page, /Every street has a childcare rota/)).toContainText('Homes we keep')
  expect(
    await option(page, /childcare rota/)
      .locator('mark')
      .allTextContents(),
  ).toEqual(['childcare'])
  await field(page).fill('ايجار')
  await expect(option(page, /لكل شارع لجنة/)).toContainText('البيوت التي نحميها')
  await field(page).fill('托儿')
  await expect(option(page, /每次会议都有托儿安排/)).toContainText('我们保留的房屋')

  await field(page).fill('childcare rota')
  await option(page, /Every street has a childcare rota/).click()
  await expect(page.getByRole('main', { name: 'Homes we keep' })).toBeVisible()
  await expect(textOf(page).getByText('childcare rota behind')).toBeInViewport()
  await expect.poll(() => page.evaluate(() => window.getSelection()?.toString())).toBe('childcare')
  await expect.poll(() => page.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map(String))).toEqual(['childcare', 'rota'])
  await expect(textOf(page)).toBeFocused()
  // The mark is only for a moment.
  await expect.poll(() => page.evaluate(() => CSS.highlights.has('found')), { timeout: 15_000 }).toBe(false)
})

test('what others write is found once it is here; what they take away is not', async ({ person, relay }) => {
  const [alice, bob] = [await person('alice'), await person('bob')]
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await alice.page.keyboard.type('Homes we keep')
  const link = await invite(alice)
  await comeIn(bob, link)
  await openDocument(bob.page, 'Homes we keep')
  await alice.page.keyboard.press('Control+k')
  await field(alice.page).fill('zucchini')
  await expect(alice.page.getByText('Nothing by that name.')).toBeVisible()
  await textOf(bob.page).press('End')
  await bob.page.keyboard.press('Enter')
  await bob.page.keyboard.type('Bring zucchini to the meeting.')
  await expect(option(alice.page, /Bring zucchini/)).toBeVisible()
  for (let i = 0; i < 'zucchini to the meeting.'.length; i++) await bob.page.keyboard.press('Backspace')
  await expect(option(alice.page, /zucchini to/)).toHaveCount(0)
})

test('nothing by that name is said, and something can begin with it; actions and places are found too', async ({ person, relay }) => {
  const alice = await person('alice', { colorScheme: 'light' })
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await page.goto(`${relay.url}/#/`)
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  await expect(textOf(page)).toHaveCount(0)
  await look(page, 'Winter warmth')
  await expect(page.getByText('Nothing by that name.')).toBeVisible()
  await expect(page.getByText('In 1 document on this device')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main', { name: 'Winter warmth' })).toBeVisible()
  await look(page, 'dark colours')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await look(page, 'settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  const [beside] = await Promise.all([alice.context.waitForEvent('page'), look(page, 'winter').then(() => page.keyboard.press('Control+Enter'))])
  await expect(beside.getByRole('main', { name: 'Winter warmth' })).toBeVisible()
  await expect(field(page)).toBeVisible()
})

test('on a phone Find is a place of the bar', async ({ person, relay }) => {
  const alice = await person('alice', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await page.keyboard.type('Homes we keep')
  await page.keyboard.press('Enter')
  await page.keyboard.type('A childcare rota behind every meeting.')
  await expectSent(page)
  await page.goto(`${relay.url}/#/`)
  await page.getByRole('button', { name: 'Find', exact: true }).tap()
  await field(page).fill('childcare')
  await expect(page.getByRole('dialog', { name: 'Find' }).getByRole('button', { name: 'Find', exact: true })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('button', { name: 'Empty the field' }).tap()
  await expect(field(page)).toHaveValue('')
  await field(page).fill('childcare')
  await option(page, /A childcare rota/).tap()
  await expect(textOf(page).getByText('A childcare rota')).toBeInViewport()
})
