import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { createServer, type ViteDevServer } from 'vite'

/** The page of all components, as `npm run dev` serves it: no violation of axe in any state, and the ways of the keyboard (LOOK sections 8 and 11). */

const root = path.resolve(import.meta.dirname, '../..')
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let server: ViteDevServer
let address = ''

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(async () => {
  server = await createServer({
    configFile: path.join(root, 'vite.config.ts'),
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    logLevel: 'error',
  })
  await server.listen()
  const at = server.httpServer?.address() as AddressInfo | undefined
  address = `http://127.0.0.1:${at?.port}/#/components`
})

test.afterAll(() => server.close())

async function open(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.goto(address)
  // Once the bars of loading have their words, nothing on the page moves any more.
  await expect(page.getByText('Fetching Homes we keep, 3 of 9 parts')).toBeVisible()
  await page.evaluate(axe)
  return complaints
}

/** What axe finds. An open menu stands at the end of the page, outside of its landmarks: that is where menus stand. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(at: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const menuIsOpen = document.querySelector('[role="menu"]') !== null
    const found = await axe.run(document, { rules: { region: { enabled: !menuIsOpen } } })
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing in any state, ${scheme}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 })
      const complaints = await open(page, scheme)
      expect(await violations(page)).toEqual([])
      const layers = page.getByRole('region', { name: 'Layers' })
      for (const [button, role] of [
        ['More', 'menu'],
        ['Text', 'menu'],
        ['Link', 'dialog'],
        ['A question', 'dialog'],
        ['Invite', 'dialog'],
        ['A sheet', 'dialog'],
        ['Find', 'dialog'],
      ] as const) {
        await layers.getByRole('button', { name: button, exact: button !== 'Find' }).click()
        await expect(page.getByRole(role)).toBeVisible()
        expect(await violations(page), button).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole(role)).toHaveCount(0)
      }
      expect(complaints).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
  }
}

test('a menu is walked by arrows, left by Esc or Tab, and the focus returns', async ({ page }) => {
  await open(page, 'light')
  const button = page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: 'More' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Make a copy to work on' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Propose these changes' })).toBeFocused()
  await page.keyboard.press('v')
  await expect(page.getByRole('menuitem', { name: 'Versions' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('a question chooses no answer beforehand, keeps the focus inside, and gives it back', async ({ page }) => {
  await open(page, 'light')
  const button = page.getByRole('button', { name: 'A question' })
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Leave Winter warmth on this device?' })
  await expect(dialog).toBeFocused()
  await expect(dialog).toHaveAccessibleDescription(/4 changes are not sent yet/)
  for (const name of ['Stay', 'Carry them in a file first', 'Leave']) {
    await page.keyboard.press('Tab')
    await expect(dialog.getByRole('button', { name, exact: true })).toBeFocused()
  }
  // From the last one it goes over the browser's own bar, never through the page behind, and comes back to the first.
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.getElementById('root')?.contains(document.activeElement))).toBe(false)
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Stay' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('in the palette the first thing found is chosen, arrows move it, and the field keeps the focus', async ({ page }) => {
  await open(page, 'light')
  await page.getByRole('button', { name: 'Find', exact: false }).last().click()
  const field = page.getByRole('combobox', { name: 'Find or do anything' })
  await expect(field).toBeFocused()
  const chosen = () => page.locator('[role="option"][data-active-item]').textContent()
  await expect.poll(chosen).toContain('Childcare at every assembly')
  await page.keyboard.press('ArrowDown')
  await expect.poll(chosen).toContain('Childcare task force')
  await field.fill('leila')
  await expect.poll(chosen).toContain('Begin a document called')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
})

test('what cannot be done says why, to the pointer, to the keyboard and to the finger', async ({ page }) => {
  await open(page, 'light')
  const button = page.getByRole('button', { name: 'Not yet', exact: true })
  await expect(button).toHaveAccessibleDescription('Two seats are still free.')
  await button.hover()
  await expect(page.getByRole('tooltip')).toHaveText('Two seats are still free.')
  await page.mouse.move(0, 0)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  await button.dispatchEvent('click')
  await expect(page.getByRole('tooltip')).toHaveText('Two seats are still free.')
})

test('a sheet is dragged from half to full and away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, 'light')
  await page.getByRole('button', { name: 'A sheet' }).click()
  const sheet = page.getByRole('dialog')
  const heightOf = async () => Math.round((await sheet.boundingBox())?.height ?? 0)
  const drag = async (by: number) => {
    const box = await sheet.boundingBox()
    if (!box) throw new Error('no sheet')
    const from = box.y + 40
    await page.mouse.move(120, from)
    await page.mouse.down()
    for (let step = 1; step <= 8; step++) await page.mouse.move(120, from + (by * step) / 8)
    await page.mouse.up()
  }
  await expect.poll(heightOf).toBe(439)
  await drag(-250)
  await expect.poll(heightOf).toBe(812)
  await sheet.getByRole('button', { name: 'Show half of it' }).click()
  await expect.poll(heightOf).toBe(439)
  await drag(320)
  await expect(sheet).toHaveCount(0)
})

test('from right to left everything mirrors but the ring, the mark and addresses', async ({ page }) => {
  await open(page, 'light')
  const left = async (name: string) => (await page.getByRole('button', { name, exact: true }).boundingBox())?.x ?? 0
  const isBefore = async () => (await left('Give a position')) < (await left('Look at them'))
  expect(await isBefore()).toBe(true)
  await page.getByRole('radio', { name: 'Right to left' }).check()
  expect(await isBefore()).toBe(false)
  await expect(page.getByLabel('Or send a link')).toHaveCSS('direction', 'ltr')
  expect(await violations(page)).toEqual([])
})
