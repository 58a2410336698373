import { expect, type Page } from '@playwright/test'
import { textOf } from './support/app'
import { pagesOf } from './support/pdf'
import { test } from './support/test'

/** The example's strategy, with what a browser would print of it. */
async function openStrategy(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByText('Try an example').click()
  await expect(textOf(page)).toContainText('Rope was made in this street', { timeout: 30_000 })
  // What lays a text on paper comes soon after the text.
  const isLaid = () =>
    page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'))
      const paper = document.querySelector('[data-paper]')
      window.dispatchEvent(new Event('afterprint'))
      return paper !== null
    })
  await expect.poll(isLaid, { timeout: 30_000 }).toBe(true)
}

const print = (page: Page): Promise<Buffer> => page.pdf({ preferCSSPageSize: true, tagged: true })

/** Points in a millimetre. */
const MM = 72 / 25.4

test.describe('paper', () => {
  test('a document prints as A4 pages with a running title and numbers, and nothing of the app', async ({ relay, person }) => {
    const { page } = await person('alice')
    await openStrategy(page, relay.url)
    const pages = pagesOf(await print(page))
    expect(pages.length).toBeGreaterThan(3)
    for (const [index, { width, height, text }] of pages.entries()) {
      expect(Math.round(width / MM)).toBe(210)
      expect(Math.round(height / MM)).toBe(297)
      expect(text, `page ${index + 1}`).toContain(`· ${index + 1} / ${pages.length}`)
    }
    const all = pages.map(({ text }) => text).join('\n')
    expect(
      pages.map(({ text }) => text.split('A roof that stays').length - 1),
      'once as the title, then at the head of each page that follows',
    ).toEqual(pages.map(() => 1))
    expect(all).toContain('Rope was made in this street')
    for (const word of ['Saved on this device', 'This is an example', 'Leave the example']) expect(all).not.toContain(word)
    await expect(page.locator('[data-paper]'), 'gone when it is printed').toHaveCount(0)
    await expect(textOf(page)).toBeVisible()
  })

  test('links are numbered and their addresses listed at the end; no address is lost', async ({ relay, person }) => {
    const { page } = await person('alice')
    await openStrategy(page, relay.url)
    await textOf(page).getByText('Rope was made in this street').click()
    await page.keyboard.press('Home')
    await page.keyboard.type('[the handbook](https://handbook.example/roofs) ')
    await expect(textOf(page).getByRole('link', { name: 'the handbook' })).toBeVisible()
    const all = pagesOf(await print(page))
      .map(({ text }) => text)
      .join('\n')
    expect(all).toMatch(/the handbook\s*1/)
    expect(all.slice(all.indexOf('Addresses of the links'))).toContain('https://handbook.example/roofs')
  })

  test('ink on white in the people’s voice, 11 on 16.5 points, from the dark screen, too', async ({ relay, person }) => {
    const { page } = await person('alice', { colorScheme: 'dark' })
    await openStrategy(page, relay.url)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    const seen = await page.evaluate(() => {
      const paper = document.querySelector('[data-paper]')
      const block = [...(paper?.querySelectorAll(':scope > p') ?? [])].find(({ textContent }) => textContent?.startsWith('Rope was made'))
      if (!paper || !block) return null
      const { fontSize, lineHeight, fontFamily, color } = getComputedStyle(block)
      const breaks = (selector: string) => [...paper.querySelectorAll(selector)].map((element) => getComputedStyle(element))
      const grounds = [document.documentElement, document.body, paper].map((element) => getComputedStyle(element).backgroundColor)
      return {
        points: [fontSize, lineHeight].map((length) => Math.round(Number.parseFloat(length) * 75) / 100),
        isPeoples: fontFamily.startsWith('"Literata'),
        ink: Math.max(...(color.match(/\d+/g) ?? ['255']).map(Number)),
        grounds: [...new Set(grounds)],
        keepsWithNext: breaks('h1, h2, h3').every(({ breakAfter }) => breakAfter === 'avoid'),
        staysWhole: breaks('tr, blockquote, table').every(({ breakInside }) => breakInside === 'avoid'),
        skipped: breaks('*').filter(({ contentVisibility }) => contentVisibility === 'auto').length,
        others: [...document.body.children]
          .filter((element) => element !== paper && element.getClientRects().length > 0)
          .map(({ outerHTML }) => outerHTML.slice(0, 80)),
      }
    })
    expect(seen).toEqual({
      points: [11, 16.5],
      isPeoples: true,
      ink: expect.any(Number),
      grounds: ['rgba(0, 0, 0, 0)'],
      keepsWithNext: true,
      staysWhole: true,
      skipped: 0,
      others: [],
    })
    expect(seen?.ink, 'dark ink').toBeLessThan(64)
  })
})
