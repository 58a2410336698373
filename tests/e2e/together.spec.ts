import { blocksOf, comeIn, expectReadyOffline, expectSameText, expectSent, invite, makeWorkspace, openDocument, signOf, textOf, typeAfter } from './support/app'
import { expect, test } from './support/test'

test.describe('two people and one text', () => {
  test('type to each other, and see each other', async ({ relay, person }) => {
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nWe begin in May.')
    const bob = await person('bob')
    await comeIn(bob, await invite(alice))
    await openDocument(bob.page, 'Rent strike')
    await expect(textOf(bob.page)).toContainText('We begin in May.')
    await typeAfter(bob.page, 'We begin', ' The kitchen feeds us.')
    await expect(textOf(alice.page)).toContainText('The kitchen feeds us.')
    await typeAfter(alice.page, 'We begin', ' So does the garden.')
    await expectSameText([alice.page, bob.page], ['We begin in May.', 'The kitchen feeds us.', 'So does the garden.'])
    await expect(alice.page.getByRole('img', { name: /^bob/i }).first()).toBeVisible()
  })

  test('[S10] write in the same paragraph without a network, one starts anew, and come together with every word once', async ({ relay, person }) => {
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nfirst paragraph\nsecond paragraph')
    const bob = await person('bob')
    await comeIn(bob, await invite(alice))
    await openDocument(bob.page, 'Rent strike')
    await expectSameText([alice.page, bob.page], ['second paragraph'])
    await expectReadyOffline(bob.page)

    await Promise.all([alice.goOffline(), bob.goOffline()])
    await typeAfter(alice.page, 'first paragraph', ' apples')
    await typeAfter(bob.page, 'first paragraph', ' bananas')
    await typeAfter(alice.page, 'second paragraph', ' cherries')
    await expect(signOf(bob.page)).toHaveText(/not yet sent/)
    await bob.page.reload()
    await expect(textOf(bob.page)).toContainText('bananas')
    await typeAfter(bob.page, 'second paragraph', ' dates')

    await Promise.all([alice.goOnline(), bob.goOnline()])
    await expectSameText([alice.page, bob.page], ['apples', 'bananas', 'cherries', 'dates', 'first paragraph', 'second paragraph'])
    await Promise.all([expectSent(alice.page), expectSent(bob.page)])
  })

  test('[S4] are never online together: one writes and leaves, the other comes later and has it all', async ({ relay, person }) => {
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nWe begin in May.')
    const link = await invite(alice)
    await expectSent(alice.page)
    await alice.context.close()

    const bob = await person('bob')
    await comeIn(bob, link)
    await openDocument(bob.page, 'Rent strike')
    await expect(textOf(bob.page)).toContainText('We begin in May.')
    expect(await blocksOf(bob.page)).toEqual(['Rent strike', 'We begin in May.'])
  })

  test('of whom one may read: sees all of it live, and no screen offers to write', async ({ relay, person }) => {
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nWe begin in May.')
    const bob = await person('bob')
    await comeIn(bob, await invite(alice, 'Read'))
    await openDocument(bob.page, 'Rent strike')
    await expect(bob.page.getByRole('main', { name: 'Rent strike' })).toContainText('We begin in May.')
    await typeAfter(alice.page, 'We begin', ' In all houses.')
    await expect(bob.page.getByRole('main', { name: 'Rent strike' })).toContainText('In all houses.')

    await expect(bob.page.getByRole('toolbar', { name: 'Writing tools' })).toHaveCount(0)
    await expect(bob.page.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0)
    await bob.page.getByText('We begin in May.').click()
    await bob.page.keyboard.type('forged')
    await expect(bob.page.locator('[contenteditable="true"]')).toHaveCount(0)
    await typeAfter(alice.page, 'In all houses.', ' And gardens.')
    await expectSameText([alice.page, bob.page], ['And gardens.'])
    expect((await blocksOf(alice.page)).join()).not.toContain('forged')
  })
})
