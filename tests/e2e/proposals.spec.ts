import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { comeIn, expectReadyOffline, expectSent, invite, makeWorkspace, textOf } from './support/app'
import { expect, test } from './support/test'

const places = (page: Page) => page.getByRole('navigation', { name: 'Places' })
const position = (page: Page, words: string) => page.getByRole('region', { name: 'Your position' }).getByRole('button', { name: words, exact: true })
const SLOW = { timeout: 30_000 }

async function openProposal(page: Page, title: string): Promise<void> {
  await places(page).getByRole('link', { name: 'Proposals', exact: true }).click()
  await page.getByRole('main').getByRole('link', { name: title }).click(SLOW)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible(SLOW)
}

/** The date field of a dialog, so many days from today. */
const dayIn = (days: number): string => {
  const date = new Date()
  date.setDate(date.getDate() + days)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

async function beginRound(page: Page, impacted: string): Promise<void> {
  await page
    .getByRole('button', { name: /^(Begin a round|Ask everybody anew)$/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Begin a round' })
  const most = dialog.getByRole('group', { name: 'Most impacted' }).getByRole('button', { name: impacted })
  if ((await most.getAttribute('aria-pressed')) !== 'true') await most.click()
  await expect(most).toHaveAttribute('aria-pressed', 'true')
  await dialog.getByRole('textbox', { name: 'Until' }).or(dialog.getByLabel('Until')).first().fill(dayIn(7))
  await dialog.getByRole('button', { name: 'Begin the round' }).click()
  await expect(dialog).toBeHidden(SLOW)
}

test.describe('a proposal', () => {
  test('[D2] [D3] [D5] is objected to with words, put together, adopted by all, and reopened by whoever was away', async ({ relay, person }) => {
    test.setTimeout(300_000)
    const alice = await person('alice')
    // The announced day comes to whoever closes.
    await alice.page.clock.install()
    await makeWorkspace(alice, relay.url, 'Tenants')
    const link = await invite(alice)
    const bob = await person('bob')
    await comeIn(bob, link)
    const carol = await person('carol')
    await comeIn(carol, link)

    // Proposed: a title and a sentence, then the text.
    await places(alice.page).getByRole('link', { name: 'Proposals', exact: true }).click()
    await alice.page.getByRole('button', { name: 'Make a proposal' }).click()
    const making = alice.page.getByRole('dialog', { name: 'Make a proposal' })
    await making.getByRole('button', { name: 'Write the text' }).click()
    await expect(making.getByText('Give it a title first.')).toBeVisible()
    await making.getByRole('textbox', { name: 'Title' }).fill('Childcare at every assembly')
    await making.getByRole('textbox', { name: 'In one sentence' }).fill('Two people look after the children at every assembly.')
    await making.getByRole('button', { name: 'Write the text' }).click()
    await expect(textOf(alice.page)).toContainText('Childcare at every assembly')
    await textOf(alice.page).locator('p').first().click()
    await alice.page.keyboard.type('The union pays for a carer, up to 180 a month.')
    await alice.page.getByRole('link', { name: 'To the proposal' }).click()
    await expect(alice.page.getByText('up to 180 a month')).toBeVisible(SLOW)
    await beginRound(alice.page, 'bob')
    await expect(alice.page.getByText('Everybody here decides, by consent')).toBeVisible(SLOW)
    await expectSent(alice.page)

    await openProposal(carol.page, 'Childcare at every assembly')
    await expect(carol.page.getByText('up to 180 a month')).toBeVisible(SLOW)
    await expectReadyOffline(carol.page)

    // An objection asks what would go wrong and for whom, and then for words.
    await openProposal(bob.page, 'Childcare at every assembly')
    await expect(bob.page.getByText('up to 180 a month')).toBeVisible(SLOW)
    await expect(position(bob.page, 'Consent')).toHaveAttribute('aria-pressed', 'false')
    await position(bob.page, 'Objection').click()
    const objecting = bob.page.getByRole('dialog', { name: 'Objection' })
    await objecting.getByRole('button', { name: 'Sign without other words' }).click()
    await expect(objecting.getByText(/^Say what would go wrong/)).toBeVisible()
    await objecting.getByRole('textbox', { name: 'What would go wrong?' }).fill('180 a month empties the winter fund by March.')
    await objecting.getByRole('textbox', { name: 'For whom?' }).fill('The twelve homes that heat with it')
    await objecting.getByRole('textbox', { name: 'Change the words so that I could live with it' }).fill('The union pays for a carer, up to 120 a month.')
    await objecting.getByRole('button', { name: 'Sign with these words' }).click()
    await expect(objecting).toBeHidden(SLOW)

    // Worked into the text by whoever proposes; everybody is asked anew.
    await expect(alice.page.getByText('180 a month empties the winter fund by March.')).toBeVisible(SLOW)
    await expect(alice.page.getByText('Closed now, it would not pass.')).toBeVisible()
    await alice.page.getByRole('button', { name: 'Words that bob could live with' }).click()
    await alice.page.getByRole('dialog').getByRole('button', { name: 'Put them into the text' }).click()
    await expect(alice.page.getByText(/^The text has been worked on since/)).toBeVisible(SLOW)
    await beginRound(alice.page, 'bob')
    await expect(alice.page.getByText('up to 120 a month')).toBeVisible(SLOW)
    // Carol has the words, and is away for the whole round.
    await expect(carol.page.getByText('up to 120 a month')).toBeVisible(SLOW)
    await carol.goOffline()
    await position(carol.page, 'Objection').click()
    const late = carol.page.getByRole('dialog', { name: 'Objection' })
    await late.getByRole('textbox', { name: 'What would go wrong?' }).fill('Nobody of us can be there on Sundays.')
    await late.getByRole('textbox', { name: 'For whom?' }).fill('Whoever works on Sundays')
    await late.getByRole('button', { name: 'Sign without other words' }).click()
    await expect(late).toBeHidden(SLOW)
    await position(alice.page, 'Consent').click()
    await expect(alice.page.getByText('Signed by you')).toBeVisible(SLOW)
    await expect(bob.page.getByText('up to 120 a month')).toBeVisible(SLOW)
    await position(bob.page, 'Consent').click()
    await expect(alice.page.getByText('Closed now, it would be adopted.')).toBeVisible(SLOW)

    // Not earlier than announced while somebody is not heard.
    await alice.page.getByRole('button', { name: 'Close the round' }).click()
    const closing = alice.page.getByRole('dialog', { name: 'One person has not been heard' })
    await expect(closing.getByText(/^It cannot close before/).first()).toBeVisible()
    await closing.getByRole('button', { name: 'Close', exact: true }).click()
    await expect(closing).toBeHidden()
    await alice.page.clock.fastForward(8 * 24 * 3_600_000)
    await expect(alice.page.getByText(/^Was to close/)).toBeVisible(SLOW)
    await alice.page.getByRole('button', { name: 'Close the round' }).click()
    await closing.getByRole('button', { name: 'Close and write it down' }).click()
    const adopted = 'Everybody here decided, by consent: Two people look after the children at every assembly.'
    await expect(alice.page.getByText(adopted)).toBeVisible(SLOW)
    await expect(bob.page.getByText(adopted)).toBeVisible(SLOW)
    await places(bob.page).getByRole('link', { name: 'Decisions', exact: true }).click()
    const row = bob.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Childcare at every assembly' })
    await expect(row).toContainText('2 of 3 heard', SLOW)

    const owning = alice.page.getByRole('form', { name: 'It is decided. Who looks after it?' })
    await owning.getByRole('button', { name: 'bob' }).click()
    await owning.getByRole('button', { name: 'Write it down' }).click()
    await expect(alice.page.getByText('Looked after by: bob')).toBeVisible(SLOW)
    await expect(row).toContainText('Look again on', SLOW)

    // What Carol signed without knowing of the closing opens it again, for everybody.
    await carol.goOnline()
    await expect(row).toContainText('Reopened by a late objection', SLOW)
    await expect(alice.page.getByText(/an objection came that had not been heard/)).toBeVisible(SLOW)
    await expect(carol.page.getByText(/an objection came that had not been heard/)).toBeVisible(SLOW)
  })

  test('[D8] to take in what a copy changed: adopted, the words are in the main text, once, and nobody writes them twice', async ({ relay, person }) => {
    test.setTimeout(240_000)
    const alice = await person('alice')
    const { page } = alice
    await makeWorkspace(alice, relay.url, 'Tenants')
    await page.keyboard.type('Homes we keep\nWe ask the city for the roof.\nWe meet on Sundays.')
    await expectSent(page)
    const bob = await person('bob')
    // The sign of the app on a home screen says how much waits.
    await bob.page.addInitScript(() => {
      const badge = { count: 0 }
      Object.assign(window, { badge })
      navigator.setAppBadge = async (count = 0) => {
        badge.count = count
      }
      navigator.clearAppBadge = async () => {
        badge.count = 0
      }
    })
    const badge = () => bob.page.evaluate(() => (window as unknown as { badge: { count: number } }).badge.count)
    await comeIn(bob, await invite(alice))
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Make a copy to work on' }).click()
    const copying = page.getByRole('dialog', { name: 'Make a copy to work on' })
    await copying.getByRole('textbox', { name: 'Who works on it' }).fill('Roof group')
    await copying.getByRole('button', { name: 'Make the copy' }).click()
    await expect(page.getByRole('region', { name: 'Copy' })).toContainText('Roof group’s copy', SLOW)
    await textOf(page).getByText('We ask the city for the roof.').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' We ask again in May.')
    await expectSent(page)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Propose these changes' }).click()
    const making = page.getByRole('dialog', { name: 'Propose these changes' })
    await making.getByRole('textbox', { name: 'In one sentence' }).fill('We ask the city once more in May.')
    await making.getByRole('button', { name: 'Make the proposal' }).click()
    const title = 'Changes to Homes we keep'
    await expect(textOf(page)).toContainText(title, SLOW)
    await page.getByRole('link', { name: 'To the proposal' }).click()
    await expect(page.getByText('These are the changes of a copy.')).toBeVisible(SLOW)
    await beginRound(page, 'bob')
    await expectSent(page)
    const [day] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Into the calendar' }).click()])
    expect(await readFile(await day.path(), 'utf8')).toMatch(/^BEGIN:VCALENDAR.*DTSTART;VALUE=DATE:\d{8}\r\n.*SUMMARY:Closes: Changes to Homes we keep\r\n/s)
    await expect.poll(badge, SLOW).toBe(1)
    await openProposal(bob.page, title)
    await position(bob.page, 'Consent').click()
    await expect.poll(badge, SLOW).toBe(0)
    await position(page, 'Consent').click()
    await expect(page.getByText('Closed now, it would be adopted.')).toBeVisible(SLOW)
    await page.getByRole('button', { name: 'Close the round' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close and write it down' }).click()
    for (const reader of [page, bob.page]) {
      const said = reader.getByRole('main').getByText('The changes are in the main text.')
      await expect(said).toBeVisible(SLOW)
      await said.getByRole('link', { name: 'Read the text' }).click()
      await expect(textOf(reader)).toContainText('We ask the city for the roof. We ask again in May.', SLOW)
      expect(((await textOf(reader).textContent()) ?? '').split('We ask again in May.')).toHaveLength(2)
    }
  })

  test('that was decided in a room is written down without a network, found, looked at again and taken out', async ({ relay, person }) => {
    test.setTimeout(180_000)
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    const { page } = alice
    await expectReadyOffline(page)
    await places(page).getByRole('link', { name: 'Decisions', exact: true }).click()
    await expect(page.getByText('Nothing decided yet')).toBeVisible(SLOW)
    await page.getByRole('button', { name: 'Write down a decision' }).click()
    await expect(page.getByRole('textbox', { name: 'What did you decide?' })).toBeFocused(SLOW)
    await alice.goOffline()
    await page.getByRole('button', { name: 'Write it down' }).click()
    await expect(page.getByText('Write the sentence first.')).toBeVisible()
    await page.getByRole('textbox', { name: 'What did you decide?' }).fill('We open the hall every evening.')
    await page.getByRole('button', { name: 'Write it down' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'We open the hall every evening.' })
    await expect(row).toContainText('alice decided', SLOW)
    await page.getByRole('textbox', { name: 'Search decisions' }).fill('boiler')
    await expect(page.getByText('No decision like that.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Search decisions' }).fill('HALL')
    await row.getByRole('button', { name: 'Keep', exact: true }).click()
    const looking = page.getByRole('dialog', { name: /^Keep:/ })
    await looking.getByRole('textbox', { name: 'What happened' }).fill('Forty people came to sit in the warm.')
    await looking.getByRole('button', { name: 'Keep it' }).click()
    await expect(row).toContainText('Kept', SLOW)
    await page.getByRole('button', { name: 'Take out' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'As a table' }).click()])
    expect(file.suggestedFilename()).toBe('Decisions.csv')
  })
})
