import type { Page } from '@playwright/test'
import { blocksOf, comeIn, expectSameText, expectSent, invite, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import { expect, test } from './support/test'

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

/** What an input method does: letters that are underlined until they are chosen. */
async function compose(page: Page, steps: readonly string[], chosen: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  for (const text of steps) await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await devtools.send('Input.insertText', { text: chosen })
}

test('three write live: one on a phone with touch and an input method, one reading only', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.\nWho brings soup?')
  const bob = await person('bob', PHONE)
  await comeIn(bob, await invite(alice))
  const carol = await person('carol')
  await comeIn(carol, await invite(alice, 'Read'))
  for (const { page } of [bob, carol]) await expect(page.getByRole('main', { name: 'Rent strike' })).toContainText('Who brings soup?')

  await textOf(bob.page).getByText('Who brings soup?').tap()
  await bob.page.keyboard.press('End')
  await compose(bob.page, ['に', 'にほ', 'にほん'], '日本')
  await typeAfter(alice.page, 'We begin in May.', ' In all houses.')
  await bob.page.keyboard.type(' Bob does.')
  await expectSameText([alice.page, bob.page, carol.page], ['We begin in May. In all houses.', 'Who brings soup?日本 Bob does.'])
  await expect(carol.page.getByRole('toolbar', { name: 'Writing tools' })).toHaveCount(0)
})

test.describe('one’s own caret and the word under it stay whole', () => {
  const around = [
    [
      'splits the paragraph before it',
      async (page: Page) => {
        await caretBefore(page, 'brown')
        await page.keyboard.press('Enter')
      },
    ],
    [
      'splits the paragraph right after it',
      async (page: Page) => {
        await caretBefore(page, ' fox')
        await page.keyboard.press('Enter')
      },
    ],
    [
      'joins the paragraph to the one above',
      async (page: Page) => {
        await caretBefore(page, 'The quick')
        await page.keyboard.press('Backspace')
      },
    ],
    [
      'makes a heading of it',
      async (page: Page) => {
        await caretBefore(page, 'The quick')
        await page.keyboard.press('ControlOrMeta+Alt+2')
      },
    ],
    [
      'puts it into a list',
      async (page: Page) => {
        await caretBefore(page, 'The quick')
        await page.keyboard.press('ControlOrMeta+Shift+8')
      },
    ],
    [
      'deletes the paragraph above',
      async (page: Page) => {
        await page.getByText('Above.').click({ clickCount: 3 })
        await page.keyboard.press('Delete')
      },
    ],
  ] as const
  for (const [name, act] of around) {
    test(`while another ${name}`, async ({ relay, person }) => {
      const alice = await person('alice')
      await makeWorkspace(alice, relay.url, 'Tenants')
      await alice.page.keyboard.type('Foxes\nAbove.\nThe quick brown lazy fox.')
      const bob = await person('bob')
      await comeIn(bob, await invite(alice))
      await expectSameText([alice.page, bob.page], ['The quick brown lazy fox.'])

      await caretBefore(alice.page, ' fox')
      await alice.page.keyboard.type(' jum')
      // Only once he has her letters is it clear which side of them he means.
      await expect(textOf(bob.page)).toContainText('lazy jum fox')
      await act(bob.page)
      // Some letters that he cannot have known of, whether or not his change is here by then; and some after both are everywhere.
      await alice.page.keyboard.type('pi')
      await expectSameText([alice.page, bob.page], ['lazy jumpi'])
      await alice.page.keyboard.type('ng')
      await expectSameText([alice.page, bob.page], ['lazy jumping'])
    })
  }
})

/** Puts the caret before these words, wherever they stand. */
async function caretBefore(page: Page, words: string): Promise<void> {
  await textOf(page).focus()
  await page.evaluate((sought) => {
    const root = document.querySelector('.ProseMirror[contenteditable="true"]')
    const walker = document.createTreeWalker(root ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(sought) ?? -1
      if (at < 0) continue
      getSelection()?.collapse(node, at)
      return
    }
    throw new Error(`not in the text: ${sought}`)
  }, words)
  await page.waitForTimeout(100)
}

test('a week apart: two write in the same paragraph, with their clocks a week on, and both have every word', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nthe paragraph')
  const bob = await person('bob')
  await comeIn(bob, await invite(alice))
  await openDocument(bob.page, 'Rent strike')
  await expectSameText([alice.page, bob.page], ['the paragraph'])
  await Promise.all([expectSent(alice.page), expectSent(bob.page)])
  await Promise.all([alice.goOffline(), bob.goOffline()])
  for (const { page } of [alice, bob]) await page.clock.install({ time: Date.now() })
  await typeAfter(alice.page, 'the paragraph', ' apples')
  await typeAfter(bob.page, 'the paragraph', ' bananas')
  for (const { page } of [alice, bob]) await page.clock.fastForward(7 * 24 * 3_600_000)
  await typeAfter(alice.page, 'the paragraph', ' cherries')
  await Promise.all([alice.goOnline(), bob.goOnline()])
  for (const { page } of [alice, bob]) await page.clock.runFor(60_000)
  await expectSameText([alice.page, bob.page], ['apples', 'bananas', 'cherries', 'the paragraph'])
})

test('what one undoes is one’s own', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nfirst')
  const bob = await person('bob')
  await comeIn(bob, await invite(alice))
  await expectSameText([alice.page, bob.page], ['first'])
  await alice.page.waitForTimeout(700)
  await typeAfter(alice.page, 'first', ' mine')
  await typeAfter(bob.page, 'first', ' theirs')
  await expectSameText([alice.page, bob.page], ['mine', 'theirs'])
  await alice.page.keyboard.press('ControlOrMeta+z')
  await expect(textOf(alice.page)).not.toContainText('mine')
  await expect(textOf(alice.page)).toContainText('theirs')
  await expect.poll(async () => (await blocksOf(bob.page)).join()).not.toContain('mine')
})
