import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { comeIn, invite, makeWorkspace, textOf } from './support/app'
import { expect, test } from './support/test'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the screen as it stands, in words. */
async function findings(page: Page): Promise<string[]> {
  await page.waitForTimeout(400) // what fades in has its colour
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')})`)
  })
}

const sizes = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(sizes)) {
    test(`axe finds nothing on any screen, ${colorScheme}, ${name}`, async ({ relay, person }) => {
      test.setTimeout(180_000)
      const found: Record<string, string[]> = {}
      const alice = await person('alice', { colorScheme, viewport })
      const look = async (page: Page, screen: string): Promise<void> => {
        const list = await findings(page)
        if (list.length > 0) found[screen] = list
      }
      await alice.page.goto(relay.url)
      await expect(alice.page.getByRole('textbox', { name: 'What do people call you?' })).toBeVisible()
      await look(alice.page, 'welcome')
      await makeWorkspace(alice, relay.url, 'Tenants')
      await look(alice.page, 'an empty document')
      await alice.page.keyboard.type('Rent strike\n## May\nWe begin in May.\n- soup\n')
      await expect(textOf(alice.page)).toContainText('soup')
      await look(alice.page, 'a document')
      const link = name === 'wide' ? await invite(alice, 'Read') : ''
      for (const place of ['', 'documents', 'people', 'devices', 'settings']) {
        await alice.page.goto(`${relay.url}#/${place}`)
        await expect(alice.page.getByRole('heading', { level: 1 }).or(alice.page.getByRole('main')).first()).toBeVisible()
        await look(alice.page, place || 'home')
      }
      if (link) {
        const bob = await person('bob', { colorScheme, viewport })
        await bob.page.goto(link)
        await expect(bob.page.getByRole('button', { name: 'Come in' })).toBeVisible()
        await look(bob.page, 'an invitation')
        await comeIn(bob, link)
        await expect(bob.page.getByRole('main', { name: 'Rent strike' })).toContainText('soup')
        await look(bob.page, 'a document, to read')
        await bob.page.goto(`${link.slice(0, -9)}`)
        await look(bob.page, 'a link that was cut off')
      }
      expect(found).toEqual({})
    })
  }
}
