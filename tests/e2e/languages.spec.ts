import type { BrowserContext, Page } from '@playwright/test'
import { ar } from '../../client/words/ar'
import { en } from '../../client/words/en'
import { es } from '../../client/words/es'
import { pseudoCatalogue, pseudoLong, pseudoRtl } from '../../client/words/pseudo'
import { expect, test } from './support/test'

type Words = Readonly<Record<keyof typeof en, string>>
const sizes = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } } as const

/** The app as built holds no pseudo-locale: what it fetches for a language is replaced on the way. */
async function insteadOf(language: 'es' | 'ar', words: Partial<Words>, context: BrowserContext): Promise<void> {
  await context.route(new RegExp(`/assets/${language}-[\\w-]+\\.js$`), (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `export const ${language} = ${JSON.stringify(words)}` }),
  )
}

/** The first minute, in any language: a name, a group, and the cursor stands in a document. */
async function begin(page: Page, words: Words, name: string, group: string): Promise<void> {
  await page.getByRole('textbox', { name: words['home.name'] }).fill(name)
  await page.getByRole('button', { name: words['home.make'] }).click()
  await page.getByRole('textbox', { name: words['home.group'] }).fill(group)
  await page.getByRole('button', { name: words['home.begin'] }).click()
  await expect(page.getByRole('textbox', { name: words['documents.editorLabel'] })).toBeFocused()
}

const pageIs = (page: Page) => page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }))

/** What is wider than its place: buttons, links and headings past their own edge, anything past the window's. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('button, [role="button"], a[href], label, h1, h2, h3, [role="heading"]')].filter((element) => {
      const style = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      return (
        width > 1 && height > 1 && style.visibility !== 'hidden' && style.display !== 'inline' && element.closest('.ProseMirror, [aria-hidden="true"]') === null
      )
    })
    // What is only said to the ear stands in a box of one pixel, and is as long as it likes.
    for (const element of shown.flatMap((element) => [...element.querySelectorAll<HTMLElement>('span')])) if (element.offsetWidth <= 1) element.hidden = true
    const say = (element: Element) => `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}"`
    const found = shown.flatMap((element) => {
      const { left, right, top } = element.getBoundingClientRect()
      // A finger may reach past the edge of what it presses: nothing is drawn there.
      const reach = getComputedStyle(element, '::after')
      const past = reach.position === 'absolute' ? Math.max(0, -Number.parseFloat(reach.insetInlineEnd) || 0) : 0
      // Off to a side of the window on purpose: what a row of tools scrolls to, and the skip link, which is above it.
      let scroller = element.parentElement
      while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowX)) scroller = scroller.parentElement
      const isScrolled = scroller?.matches('[role="toolbar"]') === true
      return [
        ...(element.scrollWidth > element.clientWidth + past + 1 ? [`${say(element)}: ${element.scrollWidth} in ${element.clientWidth}`] : []),
        ...(top >= 0 && !isScrolled && (left < -1 || right > innerWidth + 1) ? [`${say(element)}: from ${left} to ${right}`] : []),
      ]
    })
    const root = document.documentElement
    return root.scrollWidth > root.clientWidth ? [...found, `the page: ${root.scrollWidth} in ${root.clientWidth}`] : found
  })

test('the first minute in Arabic: the page runs from right to left, and the rail stands at the right', async ({ relay, person }) => {
  const alice = await person('alice', { locale: 'ar-EG' })
  const { page } = alice
  await page.goto(relay.url)
  await begin(page, ar, 'هدى', 'شبكة أهل النهر')
  expect(await pageIs(page)).toEqual({ lang: 'ar', dir: 'rtl' })
  // A block without letters has no way of its own: it takes that of the page, and the caret waits at the right.
  const wayHere = () =>
    page.evaluate(() => {
      const at = getSelection()?.anchorNode
      const element = at instanceof Element ? at : at?.parentElement
      return element ? getComputedStyle(element).direction : null
    })
  await expect.poll(wayHere).toBe('rtl')
  await page.keyboard.type('الماء لنا جميعًا')
  await page.keyboard.press('Enter')
  await expect.poll(wayHere).toBe('rtl')
  await expect(page.getByRole('main', { name: 'الماء لنا جميعًا' })).toBeVisible()
  const rail = await page.getByRole('navigation', { name: ar['shell.rail'] }).boundingBox()
  expect((rail?.x ?? 0) + (rail?.width ?? 0)).toBeCloseTo(1280, 0)
  const invite = await page.getByRole('button', { name: ar['home.invite'], exact: true }).boundingBox()
  expect(invite?.x, 'the end of the top bar is at the left').toBeLessThan(400)
  const undo = page.getByRole('button', { name: ar['documents.undo'] }).locator('svg')
  if ((await undo.count()) > 0) expect(await undo.first().evaluate((icon) => getComputedStyle(icon).transform)).toMatch(/^matrix\(-1/)
  await page.goto(`${relay.url}#/`)
  await expect(page.getByText('مستند واحد محفوظ على هذا الجهاز')).toBeVisible()
  await page.reload()
  expect(await pageIs(page), 'from the first picture on').toEqual({ lang: 'ar', dir: 'rtl' })
})

test('the first minute in Spanish, and back to English in the settings', async ({ relay, person }) => {
  const alice = await person('alice', { locale: 'es-MX' })
  const { page } = alice
  await page.goto(relay.url)
  await begin(page, es, 'alice', 'Cocina de la calle Canal')
  expect(await pageIs(page)).toEqual({ lang: 'es', dir: 'ltr' })
  await page.goto(`${relay.url}#/settings`)
  const languages = page.getByRole('radiogroup', { name: es['shell.settings.language'] })
  await expect(languages.getByRole('radio')).toHaveCount(4)
  await languages.getByRole('radio', { name: 'English' }).check({ force: true })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  expect(await pageIs(page)).toEqual({ lang: 'en', dir: 'ltr' })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: 'العربية' }).check({ force: true })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ar['shell.settings.title'])
  expect(await pageIs(page)).toEqual({ lang: 'ar', dir: 'rtl' })
  await page
    .getByRole('radiogroup', { name: ar['shell.settings.language'] })
    .getByRole('radio', { name: ar['shell.settings.languageSystem'] })
    .check({ force: true })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(es['shell.settings.title'])
})

test('English carries no other language', async ({ relay, person }) => {
  const alice = await person('alice')
  const fetched: string[] = []
  alice.page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await alice.page.goto(relay.url)
  await begin(alice.page, en, 'alice', 'Kitchen')
  expect(fetched.filter((file) => /\/(?:es|ar)-[\w-]+\.js$/.test(file))).toEqual([])
})

for (const [language, change] of [
  ['es', pseudoLong],
  ['ar', pseudoRtl],
] as const) {
  for (const width of [1280, 390] as const) {
    test(`[${language === 'es' ? 'pseudo-long' : 'pseudo-rtl'}] nothing is wider than its place, ${width}`, async ({ relay, person }) => {
      test.setTimeout(180_000)
      const words = pseudoCatalogue(en, change) as Words
      const alice = await person('alice', { locale: language, viewport: sizes[width] })
      await insteadOf(language, words, alice.context)
      const { page } = alice
      const found: Record<string, string[]> = {}
      const look = async (screen: string): Promise<void> => {
        await page.evaluate(() => document.fonts.ready)
        const wide = await overflowing(page)
        if (wide.length > 0) found[screen] = wide
        const folder = process.env.LANGUAGES_SHOTS
        if (folder) await page.screenshot({ path: `${folder}/${language}-${width}-${screen}.png` })
      }
      await page.goto(relay.url)
      await expect(page.getByRole('textbox', { name: words['home.name'] })).toBeVisible()
      await look('welcome')
      await begin(page, words, 'alice', 'Kitchen')
      await page.keyboard.type('Rent strike')
      await look('document')
      for (const [screen, title] of [
        ['', ''],
        ['settings', words['shell.settings.title']],
        ['documents', words['shell.documents']],
        ['people', words['workspace.people.title']],
        ['circles', words['circles.title']],
        ['devices', words['workspace.devices.title']],
      ] as const) {
        await page.goto(`${relay.url}#/${screen}`)
        await expect(page.getByRole('heading', { level: 1 }).first()).toContainText(title)
        await look(screen || 'home')
      }
      expect(found).toEqual({})
    })
  }
}
