import type { Page } from '@playwright/test'
import { comeIn, invite, makeWorkspace } from './support/app'
import { axeFinds } from './support/axe'
import { expect, test } from './support/test'

/** What goes round, between people with browsers of their own. */

const dialog = (page: Page) => page.getByRole('dialog')
const rowOf = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Who is willing' })
    .getByRole('listitem')
    .filter({ has: page.locator('strong').getByText(name, { exact: true }) })

test('[R4] a turn goes round: one asks to swap and the other says yes, a turn is taken, another is skipped with a reason', async ({ relay, person }) => {
  test.slow()
  const alice = await person('Alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  const bob = await person('Bob')
  await comeIn(bob, await invite(alice))

  const { page } = alice
  await page.goto(`${relay.url}/#/circles/turns`)
  await page.getByRole('button', { name: 'Begin a turn that goes round' }).click()
  await dialog(page).getByRole('textbox', { name: 'What it is' }).fill('Hosting the assembly')
  await dialog(page).getByRole('button', { name: 'Begin', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Hosting the assembly' })).toBeVisible()
  await expect(rowOf(page, 'You')).toBeVisible()
  await expect(page.getByRole('img', { name: /^Next is you/ })).toBeVisible()

  await bob.page.goto(`${relay.url}/#/circles/turns`)
  await expect(rowOf(bob.page, 'Alice')).toBeVisible({ timeout: 30_000 })
  await bob.page.getByRole('button', { name: 'I am willing' }).click()
  await expect(rowOf(bob.page, 'You')).toBeVisible()
  await expect(page.getByText('2 are willing.', { exact: false }).first()).toBeVisible({ timeout: 30_000 })

  // Which of the two is next is settled by lot: whoever it is goes by `first`.
  const isAlice = await rowOf(page, 'You').getByRole('button', { name: 'I will' }).isVisible()
  const [first, second] = isAlice ? [page, bob.page] : [bob.page, page]
  const [firstName, secondName] = isAlice ? ['Alice', 'Bob'] : ['Bob', 'Alice']

  // Nothing moves before both said yes.
  await rowOf(first, 'You').getByRole('button', { name: 'Swap' }).click()
  await dialog(first)
    .getByRole('radio', { name: new RegExp(`^${secondName}`) })
    .check({ force: true })
  await dialog(first).getByRole('button', { name: 'Ask' }).click()
  await expect(first.getByText(`You asked ${secondName} to take`, { exact: false })).toBeVisible()
  await expect(rowOf(first, 'You').getByRole('button', { name: 'I will' })).toBeVisible()
  // It waits for the other, on Home.
  await second.goto(`${relay.url}/#/`)
  const card = second.getByRole('main').getByText(`${firstName} asks to swap`, { exact: false })
  await expect(card).toBeVisible({ timeout: 30_000 })
  await second.getByRole('main').getByRole('button', { name: 'Yes, swap' }).click()
  await expect(card).toBeHidden()
  await second.goto(`${relay.url}/#/circles/turns`)
  await expect(rowOf(second, 'You')).toContainText(`swapped with ${firstName}`)
  await expect(rowOf(first, secondName)).toContainText('swapped with you', { timeout: 30_000 })

  await rowOf(second, 'You').getByRole('button', { name: 'I will' }).click()
  await expect(rowOf(second, 'You')).toContainText('you said yes')
  await expect(rowOf(first, secondName)).toContainText('said yes', { timeout: 30_000 })

  // The other day of the swap: not able to, after all.
  await rowOf(first, 'You').getByRole('button', { name: 'More about your turn' }).click()
  await first.getByRole('menuitem', { name: 'I cannot' }).click()
  await dialog(first).getByRole('button', { name: 'Move on' }).click()
  await expect(dialog(first).getByText('Say why, in a word or two.')).toBeVisible()
  await dialog(first).getByRole('textbox', { name: 'Why' }).fill('night shifts')
  await dialog(first).getByRole('button', { name: 'Move on' }).click()
  await expect(dialog(first)).toBeHidden()
  await expect(first.getByText('night shifts', { exact: false }).first()).toBeVisible()
  await expect(second.getByText('night shifts', { exact: false }).first()).toBeVisible({ timeout: 30_000 })
  expect(await axeFinds(first)).toEqual([])
})

test('[R5] what people go to somebody for is shown once that person has said yes', async ({ relay, person }) => {
  test.slow()
  const alice = await person('Alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  const bob = await person('Bob')
  await comeIn(bob, await invite(alice))
  const { page } = alice
  await page.goto(`${relay.url}/#/circles/table`)
  await page.getByRole('button', { name: 'New circle' }).first().click({ timeout: 20_000 })
  await dialog(page).getByRole('textbox', { name: 'What is it called?' }).fill('Assembly')
  await dialog(page).getByRole('textbox', { name: 'What is it called?' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Assembly', level: 2 })).toBeVisible()
  await page.goto(`${relay.url}/#/circles/people`)
  await page.getByRole('main').getByRole('link', { name: 'Bob' }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Say what people go to Bob for' }).click()
  await dialog(page).getByRole('textbox', { name: 'People go to them' }).fill('to have a budget read aloud')
  await dialog(page).getByRole('button', { name: 'Ask Bob' }).click()
  await expect(page.getByText('Shown to all once Bob has said yes.', { exact: false })).toBeVisible()

  await bob.page.goto(`${relay.url}/#/`)
  await expect(bob.page.getByText('Alice would like to say that people go to you for this.')).toBeVisible({ timeout: 30_000 })
  await bob.page.getByRole('main').getByRole('button', { name: 'Show it' }).click()
  await expect(page.getByText('Bob said yes to this being shown.')).toBeVisible({ timeout: 30_000 })

  // What Bob says of himself, he alone says.
  await bob.page.goto(page.url())
  await bob.page.getByRole('button', { name: 'Say something of yourself' }).click({ timeout: 30_000 })
  await dialog(bob.page).getByRole('textbox', { name: 'Speaks' }).fill('Portuguese, English')
  await dialog(bob.page).getByRole('textbox', { name: '“I could use a hand”' }).fill('With the receipts of October.')
  await dialog(bob.page).getByRole('button', { name: 'Say it' }).click()
  await expect(page.getByText('With the receipts of October.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Portuguese, English')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Say something of yourself' })).toBeHidden()
  expect(await axeFinds(page)).toEqual([])
})
