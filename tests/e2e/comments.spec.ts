import type { Page } from '@playwright/test'
import { comeIn, expectSent, invite, makeWorkspace, openDocument, textOf } from './support/app'
import { axeFinds } from './support/axe'
import type { Person } from './support/person'
import { expect, test } from './support/test'

/** Comments between people with browsers of their own (issue: comments; LOOK section 8). */

const WORDS = 'three roads at once'
const TEXT = `Homes we keep\nWe get there by ${WORDS}: buying and striking.\nEvery street has a chapter.`

const text = (page: Page) => page.locator('.ProseMirror').last()
const card = (page: Page, words: string) => page.locator('article[id^="comment-"]', { hasText: words })
const marked = (page: Page) => text(page).locator('[data-comment]')
const margin = (page: Page) => page.getByRole('complementary', { name: 'Comments' })
const field = (page: Page) => page.getByRole('textbox', { name: 'Your comment' })
const sheet = (page: Page) => page.getByRole('dialog')

/** Selects words of the text, as a hand does. */
async function select(page: Page, words: string): Promise<void> {
  await text(page).evaluate((root: HTMLElement, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf(wanted)
      if (at < 0) continue
      root.focus()
      document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
      return
    }
    throw new Error(`“${wanted}” is not in the text`)
  }, words)
  await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toBe(words)
  // The editor hears of a selection a moment after the page.
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 60)))
}

async function comment(page: Page, on: string, words: string): Promise<void> {
  await select(page, on)
  await page.keyboard.press('Control+Alt+m')
  await expect(field(page)).toBeFocused()
  await field(page).fill(words)
  await page.keyboard.press('Control+Enter')
  await expect(field(page)).toHaveCount(0)
}

async function twoPeople(
  relay: { url: string },
  person: (name: string, options?: object) => Promise<Person>,
  may: Parameters<typeof invite>[1] = 'Write documents',
) {
  const alice = await person('Alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type(TEXT)
  const bob = await person('Bob')
  await comeIn(bob, await invite(alice, may))
  await openDocument(bob.page, 'Homes we keep')
  await expect(text(bob.page)).toContainText('Every street has a chapter.')
  return { alice, bob }
}

test('a comment, an answer that names somebody, what waits, resolved and open again, filters and keys', async ({ relay, person }) => {
  test.slow()
  const { alice, bob } = await twoPeople(relay, person)
  await expect(margin(alice.page)).toHaveCount(0)
  await comment(bob.page, WORDS, 'Can 84 of us walk them?')
  await expect(marked(bob.page)).toHaveText(WORDS)

  // It stands beside its line, and its words are marked, for the other, too.
  await expect(card(alice.page, 'Can 84 of us walk them?')).toBeVisible()
  await expect(marked(alice.page)).toHaveText(WORDS)
  await expect(marked(alice.page)).toHaveAttribute('aria-roledescription', 'comment')
  const [line, beside] = [await marked(alice.page).boundingBox(), await card(alice.page, 'Can 84').boundingBox()]
  expect(Math.abs((line?.y ?? 0) - (beside?.y ?? 900))).toBeLessThan(30)

  // An answer names whoever began; nothing of it stands in the text. Bob is elsewhere meanwhile.
  await bob.page.goto(`${relay.url}/#/`)
  await card(alice.page, 'Can 84').click()
  const answer = alice.page.getByRole('textbox', { name: 'Reply' })
  await answer.click()
  await alice.page.keyboard.type('Ask @bo')
  await expect(alice.page.getByRole('option', { name: 'Bob' })).toBeVisible()
  await alice.page.keyboard.press('Enter')
  await alice.page.keyboard.type('about the council.')
  await alice.page.keyboard.press('Control+Enter')
  await expect(answer).toHaveValue('')
  await expect(card(alice.page, 'Ask @Bob about the council.')).toBeVisible()
  await expect(text(alice.page)).not.toContainText('council')
  expect(await axeFinds(alice.page)).toEqual([])

  // It waits for Bob, wherever he is, until he has looked.
  await expect(bob.page.getByText(/^Alice names you in a comment/)).toBeVisible()
  await bob.page.getByRole('button', { name: 'Look' }).click()
  await expect(card(bob.page, 'Ask @Bob about the council.')).toBeVisible()
  await bob.page.goto(`${relay.url}/#/`)
  await expect(bob.page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await expect(bob.page.getByText(/names you in a comment/)).toHaveCount(0)
  await openDocument(bob.page, 'Homes we keep')

  // A second one; the keys go from one to the next.
  await comment(bob.page, 'Every street', 'Also the short ones?')
  await expect(margin(alice.page)).toContainText('2 open comments')
  // It is counted when its record has come, and has a card when its words have been found.
  await expect(card(alice.page, 'Also the short ones?')).toBeVisible()
  await textOf(alice.page).click({ position: { x: 5, y: 5 } })
  await alice.page.keyboard.press('Alt+PageDown')
  await expect(alice.page.locator('article[aria-current="true"]')).toContainText('Can 84')
  await alice.page.keyboard.press('Alt+PageDown')
  await expect(alice.page.locator('article[aria-current="true"]')).toContainText('Also the short ones?')
  await alice.page.keyboard.press('Alt+PageUp')
  await expect(alice.page.locator('article[aria-current="true"]')).toContainText('Can 84')

  // Resolved it goes for everybody, and comes back.
  await alice.page.getByRole('button', { name: 'Resolve' }).click()
  for (const page of [alice.page, bob.page]) {
    await expect(card(page, 'Can 84')).toHaveCount(0)
    await expect(margin(page)).toContainText('1 open comment')
  }
  await margin(bob.page)
    .getByRole('button', { name: /^Which comments are shown/ })
    .click()
  await bob.page.getByRole('menuitemradio', { name: 'Resolved' }).click()
  await card(bob.page, 'Can 84').click()
  await expect(margin(bob.page)).toContainText('Resolved by Alice')
  await bob.page.getByRole('button', { name: 'Open again' }).click()
  await expect(card(alice.page, 'Can 84')).toBeVisible()
  await expect(marked(alice.page)).toHaveCount(2)
})

test('who may comment comments, and an editor’s device sets the mark; who may read sees it', async ({ relay, person }) => {
  test.slow()
  const { alice, bob } = await twoPeople(relay, person, 'Comment')
  await expect(bob.page.locator('[contenteditable="true"]')).toHaveCount(0)
  await select(bob.page, WORDS)
  await bob.page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(field(bob.page)).toBeFocused()
  await bob.page.keyboard.type('Which of them first?')
  await bob.page
    .getByRole('button', { name: /^Comment\b/ })
    .last()
    .click()
  await expect(card(bob.page, 'Which of them first?')).toBeVisible()

  await expect(card(alice.page, 'Which of them first?')).toBeVisible()
  await expect(marked(alice.page)).toHaveText(WORDS)
  await expect(marked(bob.page)).toHaveText(WORDS)
  await card(bob.page, 'Which of them first?').click()
  await bob.page.getByRole('textbox', { name: 'Reply' }).fill('I would buy first.')
  await bob.page.keyboard.press('Control+Enter')
  await expect(card(alice.page, '1 reply')).toBeVisible()

  const carla = await person('Carla')
  await comeIn(carla, await invite(alice, 'Read'))
  await openDocument(carla.page, 'Homes we keep')
  await card(carla.page, 'Which of them first?').click()
  await expect(card(carla.page, 'I would buy first.')).toBeVisible()
  await expect(margin(carla.page).getByRole('textbox')).toHaveCount(0)
  await expect(margin(carla.page).getByRole('button', { name: 'Resolve' })).toHaveCount(0)
})

test('whose words are gone is shown as detached, and hung up again by hand; undo and cut do not lose it', async ({ relay, person }) => {
  const alice = await person('Alice')
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Tenants')
  await page.keyboard.type(TEXT)
  await comment(page, WORDS, 'Too many?')
  await expect(marked(page)).toHaveText(WORDS)

  await select(page, WORDS)
  await page.keyboard.press('Control+x')
  await expect(margin(page)).toContainText('1 comment lost its text')
  await text(page).getByText('Every street').click()
  await page.keyboard.press('Control+v')
  await expect(marked(page)).toHaveText(WORDS)
  await expect(margin(page)).not.toContainText('lost its text')

  await select(page, WORDS)
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: '1 comment lost its text' }).click()
  await expect(card(page, 'Too many?')).toBeVisible()
  await card(page, 'Too many?').click()
  await expect(margin(page).getByText(WORDS)).toBeVisible()
  await select(page, 'buying and striking')
  await page.getByRole('button', { name: 'Hang it on what is selected' }).click()
  await expect(marked(page)).toHaveText('buying and striking')
  await expect(margin(page)).not.toContainText('lost its text')
})

test('what is written without a network says so until it is sent; one’s own words can be taken back', async ({ relay, person }) => {
  test.slow()
  const { alice, bob } = await twoPeople(relay, person)
  await alice.goOffline()
  await comment(alice.page, WORDS, 'Written on the train.')
  await expect(margin(alice.page)).toContainText('Saved on this device, not sent yet')
  await alice.goOnline()
  await expect(card(bob.page, 'Written on the train.')).toBeVisible({ timeout: 30_000 })
  await expect(margin(alice.page)).not.toContainText('not sent yet')
  await expectSent(alice.page)

  await card(alice.page, 'Written on the train.').click()
  await margin(alice.page).getByRole('button', { name: 'What can be done with these words' }).click()
  await alice.page.getByRole('menuitem', { name: 'Take it back' }).click()
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  for (const page of [alice.page, bob.page]) {
    await expect(card(page, 'Written on the train.')).toHaveCount(0)
    await expect(marked(page)).toHaveCount(0)
  }
})

test('a letter instead of a remark is told to be too long, and a long one of somebody else is folded', async ({ relay, person }) => {
  const { alice, bob } = await twoPeople(relay, person)
  await select(bob.page, WORDS)
  // Whoever writes on at once does not write over what was selected, though the field is only being fetched.
  await bob.page.keyboard.press('Control+Alt+m')
  await bob.page.keyboard.insertText('in a hurry')
  await expect(field(bob.page)).toBeFocused()
  await expect(text(bob.page)).toContainText(WORDS)
  await expect(text(bob.page)).not.toContainText('in a hurry')
  await field(bob.page).fill('word '.repeat(900))
  await expect(margin(bob.page)).toContainText('A comment can have 4,000 characters.')
  await bob.page.keyboard.press('Control+Enter')
  await expect(field(bob.page)).toHaveCount(1)
  await field(bob.page).fill('word '.repeat(700))
  await bob.page.keyboard.press('Control+Enter')
  await expect(field(bob.page)).toHaveCount(0)
  await card(alice.page, 'word word').click()
  const whole = margin(alice.page).getByRole('button', { name: 'Show all' })
  await whole.click()
  await expect(margin(alice.page).getByRole('button', { name: 'Show less' })).toBeVisible()
})

test('on a phone a sheet: one comment after the other, answered and resolved', async ({ relay, person }) => {
  test.slow()
  const { alice, bob } = await twoPeople(relay, person)
  await comment(bob.page, WORDS, 'Can 84 of us walk them?')
  await comment(bob.page, 'Every street', 'Also the short ones?')
  await expect(margin(alice.page)).toContainText('2 open comments')
  const { page } = alice
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Comments, 2' }).click()
  await expect(sheet(page)).toContainText('1 of 2 open comments')
  await expect(sheet(page)).toContainText('Can 84 of us walk them?')
  await sheet(page).getByRole('button', { name: 'Next comment' }).click()
  await expect(sheet(page)).toContainText('Also the short ones?')
  await sheet(page).getByRole('textbox', { name: 'Reply' }).fill('These first.')
  await sheet(page)
    .getByRole('button', { name: /^Reply/ })
    .click()
  await expect(sheet(page)).toContainText('These first.')
  expect(await axeFinds(page)).toEqual([])
  await sheet(page).getByRole('button', { name: 'Resolve' }).click()
  await expect(sheet(page)).toContainText('1 of 1 open comment')
  await expect(sheet(page)).toContainText('Can 84 of us walk them?')
  await sheet(page).getByRole('button', { name: 'Close' }).click()

  await select(page, 'buying and striking')
  await page.getByRole('button', { name: 'Comments, 1' }).click()
  await expect(sheet(page)).toContainText('New comment')
  await field(page).fill('In this order?')
  await sheet(page)
    .getByRole('button', { name: /^Comment\b/ })
    .click()
  await expect(sheet(page)).toContainText('In this order?')
  await expect(card(bob.page, 'In this order?')).toBeVisible()
})
