import type { Page } from '@playwright/test'
import { comeIn, invite, makeWorkspace, openDocument, textOf } from './support/app'
import { axeFinds } from './support/axe'
import { listen, tabTo } from './support/keyboard'
import { expect, test } from './support/test'

/** The keyboard alone does the main job, and the ear is told what it needs and no more (LOOK section 11, docs/ACCESSIBILITY.md). */

const palette = (page: Page) => page.getByRole('combobox', { name: 'Find or do anything' })

test('the main job without a pointer: the first minute, writing, inviting, coming in, finding, opening', async ({ person, relay }) => {
  test.slow()
  const [alice, bob] = [await person('alice'), await person('bob')]
  const { page } = alice
  await page.goto(relay.url)
  await tabTo(page, page.getByRole('textbox', { name: 'What do people call you?' }))
  await page.keyboard.type('Alice')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'What is your group called?' })).toBeFocused()
  await page.keyboard.type('Eastbank')
  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.type('Homes we keep')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Fair rents in every street.')

  await page.keyboard.press('Shift+F6')
  const button = page.getByRole('button', { name: 'Invite', exact: true })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  const link = page.getByRole('textbox', { name: 'Or send a link' })
  await expect(link).toHaveValue(/#w1\./)
  await tabTo(page, link)
  const address = await link.inputValue()
  await page.keyboard.press('Escape')
  await expect(link).toHaveCount(0)
  await expect(button).toBeFocused()
  await page.keyboard.press('F6')
  await expect(textOf(page)).toBeFocused()

  await bob.page.goto(`http://${address.replace(/^https?:\/\//, '')}`)
  await tabTo(bob.page, bob.page.getByRole('textbox', { name: 'What do people call you?' }))
  await bob.page.keyboard.type('Bob')
  await bob.page.keyboard.press('Enter')
  await expect(bob.page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  await bob.page.keyboard.press('Control+k')
  await expect(palette(bob.page)).toBeFocused()
  await bob.page.keyboard.type('fair rents')
  await expect(bob.page.getByRole('option', { name: /Fair rents in every street/ })).toBeVisible({ timeout: 20_000 })
  await bob.page.keyboard.press('Enter')
  await expect(textOf(bob.page)).toBeFocused()
  await bob.page.keyboard.press('End')
  await bob.page.keyboard.press('Enter')
  await bob.page.keyboard.type('And childcare at every door.')
  await expect(textOf(page)).toContainText('And childcare at every door.')
})

test('F6 walks rail, top bar and text in both directions; the skip link leads to the text; Esc closes one layer', async ({ person, relay }) => {
  const alice = await person('alice')
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank')
  const at = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[data-region]')].findLast((region) => region.contains(document.activeElement))?.getAttribute('data-region'),
    )
  expect(await at()).toBe('main')
  const walked: unknown[] = []
  for (const key of ['F6', 'F6', 'F6', 'Shift+F6', 'Shift+F6']) {
    await page.keyboard.press(key)
    walked.push(await at())
  }
  expect(walked).toEqual(['rail', 'top', 'main', 'top', 'rail'])

  await page.reload()
  await expect(textOf(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'To the text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeFocused()

  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(textOf(page)).toBeFocused()
})

test('every shortcut stands under "?"; single letters wait while somebody writes, and can be switched off', async ({ person, relay }) => {
  const alice = await person('alice')
  const { page } = alice
  const shortcuts = page.getByRole('dialog', { name: 'All shortcuts' })
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await page.keyboard.type('Who? N [ /')
  await expect(textOf(page)).toContainText('Who? N [ /')
  await expect(shortcuts).toHaveCount(0)
  await page.goto(`${relay.url}/#/`)
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(shortcuts).toBeVisible()
  for (const words of ['Find or do anything', 'Bold', 'Who is in this paragraph', 'Say who changed what since last asked'])
    await expect(shortcuts.getByText(words).first()).toBeAttached()
  await tabTo(page, shortcuts.getByRole('switch', { name: /Use single letters/ }))
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(shortcuts).toHaveCount(0)
  await page.keyboard.press('?')
  await page.keyboard.press('n')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expect(shortcuts).toHaveCount(0)
  await expect(page).toHaveURL(/#\/$/)
})

test('others’ typing is not announced; one key says who and what, another who is in this paragraph', async ({ person, relay }) => {
  test.slow()
  const [alice, bob] = [await person('Alice'), await person('Bob')]
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await page.keyboard.type('Homes we keep')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Fair rents.')
  await comeIn(bob, await invite(alice))
  await openDocument(bob.page, 'Homes we keep')
  await expect(textOf(bob.page)).toContainText('Fair rents.')
  await textOf(page).focus()
  await page.keyboard.press('Alt+Shift+c')
  const said = await listen(page)
  await textOf(bob.page).getByText('Fair rents.').click()
  await bob.page.keyboard.press('End')
  await bob.page.keyboard.type(' And doors that close.', { delay: 40 })
  await expect(textOf(page)).toContainText('And doors that close.')
  await page.waitForTimeout(1_500)
  expect(await said()).toEqual([])

  await page.keyboard.press('Alt+Shift+c')
  await expect.poll(async () => (await said()).at(-1)).toMatch(/^Since \d\d:\d\d: Bob changed 1 paragraph\.$/)
  await textOf(page).getByText('Fair rents.').click()
  await page.keyboard.press('Alt+p')
  await expect.poll(async () => (await said()).at(-1)).toBe('Bob is in this paragraph.')
})

test('a long text is whole for a screen reader: it is kept in layout, and every paragraph is in the tree', async ({ person, relay }) => {
  const alice = await person('alice')
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await page.keyboard.press('Enter')
  const lines = Array.from({ length: 900 }, (_, n) => `Line ${n} of a very long text of ours, with many words in it.`)
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, lines.join('\n\n'))
  const last = textOf(page).getByText('Line 899 of')
  await expect(last).toBeAttached()
  const visibility = () => last.evaluate((element) => getComputedStyle(element).contentVisibility)
  await expect.poll(visibility).toBe('auto')
  await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0))
  const cdp = await alice.context.newCDPSession(page)
  const { nodes } = (await cdp.send('Accessibility.getFullAXTree')) as { nodes: { name?: { value?: unknown } }[] }
  expect(nodes.some(({ name }) => String(name?.value ?? '').startsWith('Line 899 of'))).toBe(true)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Read with a screen')
  await page.keyboard.press('Enter')
  await expect.poll(visibility).toBe('visible')
})

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing on the palette and on the shortcuts, ${scheme}, ${width} px`, async ({ person, relay }) => {
      const alice = await person('alice', { viewport: { width, height: 844 }, colorScheme: scheme, reducedMotion: 'reduce' })
      const { page } = alice
      await makeWorkspace(alice, relay.url, 'Eastbank')
      await page.keyboard.type('Homes we keep')
      await page.keyboard.press('Enter')
      await page.keyboard.type('A childcare rota.')
      await page.goto(`${relay.url}/#/`)
      await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
      await page.keyboard.press('Control+k')
      await expect(palette(page)).toBeFocused()
      expect(await axeFinds(page), 'before anything is typed').toEqual([])
      await page.keyboard.type('childcare')
      await expect(page.getByRole('option', { name: /A childcare rota/ })).toBeVisible()
      expect(await axeFinds(page), 'with what was found').toEqual([])
      await palette(page).fill('zzzz')
      await expect(page.getByText('Nothing by that name.')).toBeVisible()
      expect(await axeFinds(page), 'with nothing found').toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'All shortcuts' })).toBeVisible()
      expect(await axeFinds(page), 'shortcuts').toEqual([])
    })
  }
}
