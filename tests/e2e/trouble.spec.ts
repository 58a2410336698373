import { comeIn, expectSameText, expectSent, invite, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import { expect, test } from './support/test'

test('[S13] a full device is said plainly, typing goes on, and what is typed still reaches the others', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  const bob = await person('bob')
  await comeIn(bob, await invite(alice))
  await expectSameText([alice.page, bob.page], ['We begin in May.'])
  await expectSent(alice.page)
  await alice.page.evaluate(() => {
    const full = (): never => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
    IDBObjectStore.prototype.put = full
  })
  await typeAfter(alice.page, 'We begin', ' On a full phone.')
  await expect(alice.page.getByText('This device is full. Your words are not saved. Keep this tab open.')).toBeVisible()
  await expect(alice.page.getByRole('button', { name: 'Save a copy' })).toBeVisible()
  await expectSameText([alice.page, bob.page], ['On a full phone.'])
  await typeAfter(alice.page, 'We begin', ' It goes on.')
  await expectSameText([alice.page, bob.page], ['It goes on.'])
})

test('deleted by one while another writes in it: told whose doing it is, nothing is lost, and it can be put back', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  const bob = await person('bob')
  await comeIn(bob, await invite(alice))
  await expectSameText([alice.page, bob.page], ['We begin in May.'])

  await alice.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Documents', exact: true }).click()
  await alice.page.getByRole('button', { name: 'What can be done with Rent strike' }).click()
  await alice.page.getByRole('menuitem', { name: 'Delete it' }).click()
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click()

  await expect(bob.page.getByText('alice deleted this text.')).toBeVisible()
  await expect(textOf(bob.page)).toContainText('We begin in May.')
  await typeAfter(bob.page, 'We begin', ' Still here.')
  await expect(textOf(bob.page)).toContainText('Still here.')
  await bob.page.getByRole('button', { name: 'Put it back' }).click()
  await openDocument(alice.page, 'Rent strike')
  await expect(textOf(alice.page)).toContainText('Still here.')
})

test('a paste of 50 MB is refused in words, and the text stays as it was', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  await textOf(alice.page).evaluate((element) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'soup '.repeat(10_000_000))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(alice.page.getByText(/^That is 5\d MB|One paste can bring/)).toBeVisible()
  await expectSameText([alice.page], ['We begin in May.'])
})

test('a Markdown file that is a picture is refused in words', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.goto(`${relay.url}#/`)
  const chooser = alice.page.waitForEvent('filechooser')
  await alice.page.getByRole('button', { name: 'Bring it in' }).click()
  const file = await chooser
  await file.setFiles({ name: 'strategy.md', mimeType: 'text/markdown', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452000000ff', 'hex') })
  await expect(alice.page.getByText('This file is not a text.')).toBeVisible()
})

test('another device of the same person: asked for, confirmed by the same number on both, counted once', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  await expectSent(alice.page)
  await alice.page.goto(`${relay.url}#/devices`)
  await alice.page.getByRole('button', { name: 'Show the link' }).click()
  const link = alice.page
    .getByRole('textbox')
    .filter({ hasNot: alice.page.locator('[contenteditable]') })
    .last()
  await expect(link).toHaveValue(/#d1\.|#o1\./)
  const address = (await link.inputValue()).replace(/^(https?:\/\/)?/, 'http://')

  const phone = await person('alice’s phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  await phone.page.goto(address)
  await phone.page.getByRole('button', { name: 'Come in' }).click()
  const shown = phone.page.getByText(/^\d{3}\s?\d{3}$/)
  await expect(shown).toBeVisible()
  const number = (await shown.innerText()).replace(/\s/g, '')
  await expect(alice.page.getByText(/asks to be you/).first()).toBeVisible()
  await expect.poll(async () => (await alice.page.getByRole('main').innerText()).replace(/\s/g, '')).toContain(number)
  await alice.page.getByRole('button', { name: 'It is mine' }).click()
  await expect(phone.page.getByRole('main', { name: 'Rent strike' })).toContainText('We begin in May.')
  await alice.page.goto(`${relay.url}#/people`)
  await expect(alice.page.getByText('You are the only one so far.')).toBeVisible()
})
