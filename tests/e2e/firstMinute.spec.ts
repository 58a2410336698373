import { comeIn, expectSent, invite, makeWorkspace, textOf } from './support/app'
import { expect, test } from './support/test'

test.describe('the first minute', () => {
  test('a name, a group, and the cursor stands in a document: three actions', async ({ relay, person }) => {
    const alice = await person('alice')
    const { page } = alice
    await page.goto(relay.url)
    await expect(page.getByRole('textbox', { name: 'What do people call you?' })).toBeFocused()
    await page.keyboard.type('Alice')
    await page.keyboard.press('Enter') // 1
    await expect(page.getByRole('textbox', { name: 'What is your group called?' })).toBeFocused()
    await page.keyboard.type('Canal Street Kitchen')
    await page.keyboard.press('Enter') // 2
    await expect(textOf(page)).toBeFocused()
    await page.keyboard.type('Who cooks when') // 3: it is the text already
    await expect(page.getByRole('main', { name: 'Who cooks when' })).toBeVisible()
    await expectSent(page)
    expect(await page.getByRole('dialog').count(), 'nothing is asked on the way').toBe(0)
  })

  test('an invitation: whose it is, a name, come in, and one is in the text that the inviter has open', async ({ relay, person }) => {
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Canal Street Kitchen')
    await alice.page.keyboard.type('Who cooks when\nRice on Mondays.')
    const link = await invite(alice)
    const bob = await person('bob')
    await bob.page.goto(link)
    await expect(bob.page.getByText('alice invites you to')).toBeVisible()
    await expect(bob.page.getByText('Canal Street Kitchen')).toBeVisible()
    await expect(bob.page, 'the secret has left the address bar').not.toHaveURL(/#w1\./)
    await comeIn(bob, link)
    await expect(bob.page.getByRole('main', { name: 'Who cooks when' })).toContainText('Rice on Mondays.')
    expect(bob.addresses.filter((address) => /#w1\./.test(address)).length).toBeLessThanOrEqual(2)
    await bob.page.goBack().catch(() => null)
    await expect(bob.page, 'nor is it in the history').not.toHaveURL(/#w1\./)
  })

  test('looking around in the example sends nothing to any relay', async ({ relay, person }) => {
    const alice = await person('alice')
    await alice.page.goto(relay.url)
    await alice.page.getByText('Try an example').click()
    await expect(alice.page.getByText('This is an example.')).toBeVisible()
    await expect(textOf(alice.page)).toContainText('Rope was made in this street')
    await textOf(alice.page).getByText('Rope was made in this street').click()
    await alice.page.keyboard.press('End')
    await alice.page.keyboard.type(' And sailcloth.')
    await expect(alice.page.getByRole('button', { name: /^Where your words are/ })).toHaveText('Saved on this device')
    await alice.page.waitForTimeout(1000)
    expect(alice.wire.frames(), 'no WebSocket carries anything').toEqual({ sent: 0, received: 0 })
  })
})

test.describe('an invitation that does not open', () => {
  const cases = [
    ['cut off by a messenger', (link: string) => link.slice(0, -12), 'This link is incomplete. Its last part is missing'],
    [
      'with signs changed on the way',
      (link: string) => link.replace(/(#w1\.....)(.)/, (_, head: string, sign: string) => head + (sign === 'A' ? 'B' : 'A')),
      'This link is not whole',
    ],
    ['of a newer Leaderful', (link: string) => link.replace('#w1.', '#w2.'), 'made with a newer Leaderful'],
    ['that is none', (link: string) => link.replace(/#w1\..*/, '#hello'), 'This is not an invitation'],
  ] as const
  for (const [name, spoil, words] of cases) {
    test(`says so in words: ${name}`, async ({ relay, person }) => {
      const alice = await person('alice')
      await makeWorkspace(alice, relay.url, 'Kitchen')
      const link = await invite(alice)
      const bob = await person('bob')
      await bob.page.goto(spoil(link))
      await expect(bob.page.getByText(words)).toBeVisible()
    })
  }
})
