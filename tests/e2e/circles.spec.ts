import type { Page } from '@playwright/test'
import { comeIn, invite, makeWorkspace } from './support/app'
import { axeFinds } from './support/axe'
import type { Person } from './support/person'
import { expect, test } from './support/test'

/** The chart of circles and roles between people with browsers of their own. */

const dialog = (page: Page) => page.getByRole('dialog')
const panel = (page: Page) => page.getByRole('complementary').last()

async function toCircles({ page }: Person, url: string, look = 'table'): Promise<void> {
  await page.goto(`${url}/#/circles/${look}`)
  await expect(page.getByRole('heading', { name: 'Circles', level: 1 })).toBeVisible()
}

async function makeCircle(page: Page, name: string, inside: string | null): Promise<void> {
  await page.getByRole('button', { name: 'New circle' }).first().click()
  await dialog(page).getByRole('textbox', { name: 'What is it called?' }).fill(name)
  if (inside) await dialog(page).getByRole('button', { name: inside, exact: true }).click()
  await dialog(page).getByRole('textbox', { name: 'What is it called?' }).press('Enter')
  await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible()
}

async function makeRole(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New role' }).click()
  await dialog(page).getByRole('textbox', { name: 'What is it called?' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible()
}

test('two people build a chart, one moves a circle while the other adds a role into it without a network', async ({ relay, person }) => {
  test.slow()
  const alice = await person('Alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  const bob = await person('Bob')
  await comeIn(bob, await invite(alice))
  await toCircles(alice, relay.url)
  await expect(alice.page.getByText('No circles yet.')).toBeVisible()
  await makeCircle(alice.page, 'Assembly', null)
  await makeCircle(alice.page, 'Money circle', 'Assembly')
  await makeCircle(alice.page, 'Repairs', 'Assembly')

  // The same chart, with the other.
  await toCircles(bob, relay.url)
  await bob.page.getByRole('main').getByRole('link', { name: 'Money circle' }).click()
  await expect(panel(bob.page).getByRole('heading', { name: 'Money circle' })).toBeVisible()

  await bob.goOffline()
  await makeRole(bob.page, 'Treasurer')
  await toCircles(alice, relay.url)
  await alice.page.getByRole('link', { name: 'Money circle' }).click()
  await panel(alice.page).getByRole('button', { name: 'More about Money circle' }).click()
  await alice.page.getByRole('menuitem', { name: 'Move into …' }).click()
  await dialog(alice.page).getByRole('button', { name: 'Repairs' }).click()
  await expect(alice.page.getByText('Money circle stands in Repairs now.')).toBeVisible()
  await bob.goOnline()
  for (const { page } of [alice, bob]) {
    await expect(page.getByRole('main').getByRole('link', { name: 'Treasurer' })).toBeVisible({ timeout: 30_000 })
    await page.getByRole('main').getByRole('link', { name: 'Money circle' }).click()
    await expect(panel(page).getByRole('link', { name: 'Circle in Repairs' })).toBeVisible()
  }
  expect(await axeFinds(alice.page)).toEqual([])
})

test('[R3] a seat is taken, its end comes near and is asked about; handed over with a note it goes on with the other', async ({ relay, person }) => {
  test.slow()
  const alice = await person('Alice')
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Tenants')
  const bob = await person('Bob')
  await comeIn(bob, await invite(alice))
  await toCircles(alice, relay.url)
  await makeCircle(page, 'Money circle', null)
  await makeRole(page, 'Treasurer')
  await panel(page).getByRole('button', { name: 'Put forward' }).click()
  await dialog(page).getByRole('button', { name: 'You', exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Another day' }).click()
  const soon = new Date(Date.now() + 12 * 86_400_000)
  await dialog(page).locator('input[type=date]').fill(soon.toISOString().slice(0, 10))
  await dialog(page).getByRole('button', { name: 'Give the seat' }).click()
  await expect(panel(page).getByText('Nothing renews by itself.')).toBeVisible()
  await expect(page.getByRole('row', { name: /Treasurer/ }).getByText(/1[123] days left/)).toBeVisible()
  // It waits on Home, too.
  await page.goto(`${relay.url}/#/`)
  await expect(page.getByRole('main').getByText('Treasurer', { exact: true })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Look' }).click()

  await panel(page).getByRole('button', { name: 'Hand over', exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Bob' }).click()
  await dialog(page).getByRole('textbox', { name: 'What shall whoever comes next know?' }).fill('The receipts are in the blue folder.')
  await dialog(page).getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(page.getByText('Treasurer is handed over.')).toBeVisible()

  await toCircles(bob, relay.url)
  await bob.page.getByRole('button', { name: /^Mine/ }).click()
  await bob.page.getByRole('link', { name: 'Treasurer' }).click()
  await panel(bob.page).getByText('Read it').click()
  await expect(panel(bob.page).getByText('The receipts are in the blue folder.')).toBeVisible()

  // The map shows the same, and is walked by keyboard.
  await bob.page.getByRole('radio', { name: 'Map' }).check({ force: true })
  const circle = bob.page.getByRole('button', { name: /^Money circle/ })
  await circle.focus()
  await bob.page.keyboard.press('ArrowRight')
  await expect(bob.page.getByRole('button', { name: 'Treasurer, 1 of 1 seats held' })).toBeFocused()
  await bob.page.keyboard.press('Enter')
  await expect(panel(bob.page).getByRole('heading', { name: 'Treasurer' })).toBeVisible()
  expect(await axeFinds(bob.page)).toEqual([])
})
