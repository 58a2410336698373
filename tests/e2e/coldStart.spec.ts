import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expectReadyOffline, expectSameText, expectSaved, expectSent, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import { newMortal } from './support/person'
import { expect, test } from './support/test'

test.describe('without any network', () => {
  test('a cold start opens the workspace, the text and the editor; what is written then is sent later', async ({ relay, person }) => {
    const alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nWe begin in May.')
    await expectSent(alice.page)
    await expectReadyOffline(alice.page)
    await alice.goOffline()
    await relay.stop()
    await alice.page.close()

    const page = await alice.newTab()
    await page.goto(relay.url)
    await openDocument(page, 'Rent strike')
    await typeAfter(page, 'We begin', ' Written offline.')
    await expectSaved(page)
    await relay.start()
    await alice.goOnline()
    await expectSent(page)
    await expectSameText([page], ['We begin in May.', 'Written offline.'])
  })

  test('[S1] what is saved on this device survives the sudden death of the browser', async ({ relay, launchOptions, viewport }) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leaderful-profile-'))
    const options = { ...launchOptions, viewport, baseURL: relay.url }
    const alice = await newMortal(folder, 'alice', options)
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nWe begin in May.')
    await expectSent(alice.page)
    const url = alice.page.url()
    await alice.goOffline()
    await typeAfter(alice.page, 'We begin', ' And in June.')
    await expectSaved(alice.page)
    await alice.die()

    const again = await newMortal(folder, 'alice', options)
    await again.page.goto(url)
    await expect(textOf(again.page)).toContainText('And in June.')
    await expectSent(again.page)
    await expectSameText([again.page], ['We begin in May.', 'And in June.'])
    await again.close()
    expect([...alice.problems, ...again.problems]).toEqual([])
    fs.rmSync(folder, { recursive: true, force: true })
  })
})

test('two tabs of one person show one text, and both write', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  const tab = await alice.newTab()
  await tab.goto(alice.page.url())
  await expect(textOf(tab)).toContainText('We begin in May.')
  await typeAfter(tab, 'We begin', ' From the second tab.')
  await expect(textOf(alice.page)).toContainText('From the second tab.')
  await alice.page.bringToFront()
  await typeAfter(alice.page, 'We begin', ' From the first.')
  await expectSameText([alice.page, tab], ['We begin in May.', 'From the second tab.', 'From the first.'])
  await expectSent(alice.page)

  // The caret of the other tab stands in this one's text, and goes with it.
  const carets = alice.page.locator('main [data-who][data-rtl]')
  await tab.bringToFront()
  await textOf(tab).getByText('We begin').click()
  await alice.page.bringToFront()
  await expect(carets).toHaveCount(1)
  await tab.close()
  await expect(carets).toHaveCount(0)
})

test('two tabs where the browser has no locks (plain http): one of them has the link, and the other takes it over', async ({ relay, person }) => {
  const alice = await person('alice')
  await alice.context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined }))
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  await expectSent(alice.page)
  const tab = await alice.newTab()
  await tab.goto(alice.page.url())
  await typeAfter(tab, 'We begin', ' From the second tab.')
  await expectSent(tab)
  await expect(textOf(alice.page)).toContainText('From the second tab.')
  await tab.close()
  await alice.page.bringToFront()
  await typeAfter(alice.page, 'We begin', ' From the first.')
  await expectSent(alice.page)
  await expectSameText([alice.page], ['From the second tab.', 'From the first.'])
})
