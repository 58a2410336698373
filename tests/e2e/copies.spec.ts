import type { Page } from '@playwright/test'
import { blocksOf, comeIn, expectReadyOffline, expectSent, invite, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import { expect, test } from './support/test'

const lineOf = (page: Page) => page.getByRole('region', { name: 'Copy' })
const changes = (page: Page) => page.getByRole('complementary', { name: 'Changes' }).getByRole('listitem')
const decided = (page: Page, words: string) => expect(page.getByText(words)).toBeVisible({ timeout: 20_000 })

/** The main text itself, not a copy of it. */
async function openMain(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Documents', exact: true }).click()
  const main = page.getByRole('main').getByRole('link', { name: 'Homes we keep', exact: true })
  // Until it is known which of them is the copy, both are called alike.
  await expect(main).toHaveCount(1, { timeout: 20_000 })
  await main.click()
  await expect(page.getByRole('main', { name: 'Homes we keep' })).toBeVisible()
}

/** From the document's menu: four presses at most, and a name. */
async function makeCopy(page: Page, forWhom: string | null): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Make a copy to work on' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make a copy to work on' })
  if (forWhom === null) await dialog.getByRole('button', { name: 'Only me' }).click()
  else await dialog.getByRole('textbox', { name: 'Who works on it' }).fill(forWhom)
  await dialog.getByRole('button', { name: 'Make the copy' }).click()
  await expect(lineOf(page)).toBeVisible()
}

test.describe('a copy for a task force', () => {
  test('[F6] [F7] [F9] goes away, comes back, is looked at together, and goes in; then nothing is offered twice', async ({ relay, person }) => {
    test.setTimeout(240_000)
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Homes we keep\nWe meet at seven. The roof stays.\nRent is 500.\nDolores brings soup.')
    const link = await invite(alice)
    const bob = await person('bob')
    await comeIn(bob, link)
    const carol = await person('carol')
    await comeIn(carol, link)
    await openDocument(carol.page, 'Homes we keep')
    await expect(textOf(carol.page)).toContainText('Dolores brings soup.')

    await makeCopy(alice.page, 'Childcare Task Force')
    await expect(lineOf(alice.page)).toContainText('Childcare Task Force’s copy of Homes we keep')
    await expect(lineOf(alice.page)).toContainText('No change yet')
    await expectSent(alice.page)
    await bob.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Documents', exact: true }).click()
    await bob.page
      .getByRole('main')
      .getByRole('link', { name: /Childcare Task Force’s copy/ })
      .click()
    await expect(textOf(bob.page)).toContainText('Dolores brings soup.')
    await expect(lineOf(bob.page)).toContainText('Childcare Task Force’s copy of Homes we keep')
    await expectReadyOffline(bob.page)

    // Both sides write without a network.
    await Promise.all([bob.goOffline(), carol.goOffline()])
    await typeAfter(bob.page, 'Dolores brings soup', ' There is a warm corner for children.')
    await replace(bob.page, 'Rent is 500.', 'Rent is 480.')
    await replace(bob.page, 'We meet at seven. The roof stays.', 'We meet at five, so that parents can come. The roof stays.')
    await replace(carol.page, 'We meet at seven. The roof stays.', 'We meet at six. The roof stays.')
    await expect(lineOf(bob.page)).toContainText('3 changes apart', { timeout: 20_000 })

    // Brought back without a network, too.
    await lineOf(bob.page).getByRole('button', { name: 'Bring the changes back' }).click()
    await decided(bob.page, '0 of 3 decided')
    await Promise.all([bob.goOnline(), carol.goOnline()])

    // Alice looks at the same time, and both see what the other would do.
    await openMain(alice.page)
    await expect(alice.page.getByText('Childcare Task Force brings 3 changes back.')).toBeVisible({ timeout: 30_000 })
    await alice.page.getByRole('link', { name: 'Look at them' }).click()
    await decided(alice.page, '0 of 3 decided')
    await expect(alice.page.getByText('1 changed in both')).toBeVisible({ timeout: 20_000 })
    await decided(bob.page, '1 changed in both')

    // Changed in both: before, now and theirs; alice mixes the words, bob says the same.
    await changes(alice.page)
      .getByRole('button', { name: /^Changed in both/ })
      .click()
    await expect(alice.page.getByText('It was: We meet at seven.')).toBeVisible()
    await alice.page.keyboard.press('3')
    const mix = alice.page.getByRole('dialog', { name: 'Mix the words' })
    await mix.getByRole('textbox', { name: 'The words' }).fill('We meet at half past five, so that parents can come.')
    await mix.getByRole('button', { name: 'Use these words' }).click()
    await decided(bob.page, '1 of 3 decided')
    await changes(bob.page).getByRole('button').first().click()
    await expect(bob.page.getByText('alice mixed the words')).toBeVisible()

    // Bob would leave the rent, with a reason; alice would take it: it stays open until they say the same.
    await changes(bob.page)
      .getByRole('button', { name: /Rent is/ })
      .or(changes(bob.page).getByRole('button', { name: /480/ }))
      .first()
      .click()
    await bob.page.keyboard.press('r')
    await bob.page.getByRole('textbox', { name: /Why leave it/ }).fill('The assembly has to say so.')
    await bob.page.getByRole('button', { name: 'Keep the reason' }).click()
    await changes(alice.page).getByRole('button', { name: /480/ }).click()
    await expect(alice.page.getByText('The assembly has to say so.')).toBeVisible({ timeout: 20_000 })
    await alice.page.getByRole('button', { name: /^Take it/ }).click()
    await decided(bob.page, '1 of 3 decided')
    await changes(alice.page).getByRole('button', { name: /480/ }).click()
    await expect(alice.page.getByText('You do not all say the same yet.')).toBeVisible()
    // There is a way on without the other: and the other may open it again.
    await alice.page.getByRole('button', { name: 'Let my answer stand' }).click()
    await decided(bob.page, '2 of 3 decided')
    await expect(bob.page.getByText('alice settled it')).toBeVisible()
    await alice.page.getByRole('button', { name: 'Take back' }).click()
    await decided(bob.page, '2 of 3 decided')
    await expect(alice.page.getByText('bob would leave it')).toBeVisible()

    // Leaving and coming back loses nothing.
    await alice.page.reload()
    await decided(alice.page, '2 of 3 decided')
    await changes(alice.page)
      .getByRole('button', { name: /warm corner/ })
      .click()
    await alice.page.keyboard.press('a')
    await decided(bob.page, '3 of 3 decided')

    await alice.page.getByRole('button', { name: 'Put into the main text' }).click()
    await alice.page.getByRole('button', { name: 'Put it in' }).click()
    await expect(alice.page.getByRole('main', { name: 'Homes we keep' })).toBeVisible({ timeout: 20_000 })
    const after = [
      'Homes we keep',
      'We meet at half past five, so that parents can come. The roof stays.',
      'Rent is 500.',
      'Dolores brings soup. There is a warm corner for children.',
    ]
    await expect.poll(() => blocksOf(alice.page), { timeout: 20_000 }).toEqual(after)
    await expect.poll(() => blocksOf(carol.page), { timeout: 30_000 }).toEqual(after)
    await expect(bob.page.getByText('Nothing differs')).toBeVisible({ timeout: 30_000 })
    await expect(alice.page.getByText(/brings .* back/)).toHaveCount(0)

    // The copy lives on: nothing is offered twice, not even what was left.
    await bob.page.getByRole('button', { name: 'To the main text' }).click()
    await expect.poll(() => blocksOf(bob.page), { timeout: 20_000 }).toEqual(after)
    await bob.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Documents', exact: true }).click()
    await bob.page
      .getByRole('main')
      .getByRole('link', { name: /Childcare Task Force’s copy/ })
      .click()
    await expect(lineOf(bob.page)).toContainText('No change yet', { timeout: 20_000 })
  })
})

test.describe('suggestions', () => {
  test('[F2] of somebody who may only comment show in the text, to take or leave one by one', async ({ relay, person }) => {
    test.setTimeout(180_000)
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Homes we keep\nWe meet at seven.\nRent is 500.')
    const bob = await person('bob')
    await comeIn(bob, await invite(alice, 'Comment'))
    await openMain(bob.page)
    await expect(bob.page.getByRole('main', { name: 'Homes we keep' })).toContainText('Rent is 500.')

    await bob.page.getByRole('button', { name: 'More', exact: true }).click()
    await bob.page.getByRole('menuitem', { name: 'Suggest changes' }).click()
    await expect(lineOf(bob.page)).toContainText('bob’s suggestions for Homes we keep')
    await replace(bob.page, 'We meet at seven.', 'We meet at six.')
    await replace(bob.page, 'Rent is 500.', 'Rent is 480.')
    await expect(lineOf(bob.page)).toContainText('2 changes apart', { timeout: 20_000 })
    await lineOf(bob.page).getByRole('button', { name: 'Suggest these changes' }).click()
    await expectSent(bob.page)

    // In the text itself, for whoever reads it, with what can be done at hand for whoever may write.
    await expect(alice.page.getByText('2 suggestions from bob')).toBeVisible({ timeout: 30_000 })
    await expect(textOf(alice.page).locator('ins[data-suggestion]')).toHaveText(['six', '480'])
    await textOf(alice.page).locator('ins[data-suggestion]', { hasText: 'six' }).click()
    const card = alice.page.getByRole('dialog', { name: 'bob suggests' })
    await card.getByRole('button', { name: 'Take it' }).click()
    await expect(card).toContainText('2 of 2')
    await alice.page.keyboard.press('Escape')
    await expect(card).toHaveCount(0)

    // What was chosen there is chosen on the review's own screen.
    await alice.page.getByRole('link', { name: 'Look at them' }).click()
    await decided(alice.page, '1 of 2 decided')
    await changes(alice.page).getByRole('button', { name: /480/ }).click()
    await alice.page.keyboard.press('r')
    await decided(alice.page, '2 of 2 decided')
    await openMain(alice.page)
    await alice.page.getByRole('button', { name: 'Put in what is decided' }).click({ timeout: 20_000 })
    await expect(textOf(alice.page).locator('[data-suggestion]')).toHaveCount(0, { timeout: 20_000 })
    await expect.poll(() => blocksOf(alice.page), { timeout: 20_000 }).toEqual(['Homes we keep', 'We meet at six.', 'Rent is 500.'])
    await expect(alice.page.getByText(/suggestions? from bob/)).toHaveCount(0)
    // It can be taken back, as one.
    await alice.page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await expect.poll(() => blocksOf(alice.page), { timeout: 20_000 }).toEqual(['Homes we keep', 'We meet at seven.', 'Rent is 500.'])
  })

  test('[F1] a copy of one’s own is on nobody else’s list, and gets the latest from the main text', async ({ relay, person }) => {
    test.setTimeout(180_000)
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Homes we keep\nWe meet at seven.\nRent is 500.')
    const bob = await person('bob')
    await comeIn(bob, await invite(alice))
    await openMain(bob.page)
    await expect(textOf(bob.page)).toContainText('Rent is 500.')
    await makeCopy(alice.page, null)
    await expect(lineOf(alice.page)).toContainText('Your copy of Homes we keep')
    await typeAfter(bob.page, 'Rent is', ' Until May.')
    await lineOf(alice.page)
      .getByRole('button', { name: /^Get the latest/ })
      .click({ timeout: 30_000 })
    await decided(alice.page, '0 of 1 decided')
    await alice.page.keyboard.press('a')
    await alice.page.getByRole('button', { name: 'Put into the copy' }).click()
    await alice.page.getByRole('button', { name: 'Put it in' }).click()
    await expect.poll(() => blocksOf(alice.page), { timeout: 20_000 }).toEqual(['Homes we keep', 'We meet at seven.', 'Rent is 500. Until May.'])
    await expect(lineOf(alice.page)).toContainText('No change yet', { timeout: 20_000 })
    await bob.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Documents', exact: true }).click()
    await expect(bob.page.getByRole('main').getByRole('link', { name: /Homes we keep/ })).toHaveCount(1)
  })
})

/** Selects the block with these words and writes others over it. */
async function replace(page: Page, words: string, others: string): Promise<void> {
  const block = textOf(page).locator('> *', { hasText: words }).first()
  await block.click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.type(others)
}
