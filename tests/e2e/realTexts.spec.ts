import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { comeIn, expectSent, invite, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import { declarationsOf } from './support/declarations'
import { expect, test } from './support/test'

const example = (name: string): string => readFileSync(new URL(`../../client/home/example/${name}`, import.meta.url), 'utf8')

async function bringIn(page: Page, address: string, name: string, markdown: string): Promise<void> {
  await page.goto(`${address}#/`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(markdown) })
  await expect(textOf(page)).toBeVisible({ timeout: 60_000 })
}
async function takeOut(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as Markdown' }).click()
  const path = await (await download).path()
  return readFileSync(path, 'utf8')
}

test('the strategy, in three languages, comes in as Markdown and goes out the same', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  for (const name of ['strategy.md', 'strategy.es.md', 'strategy.ar.md']) {
    await bringIn(alice.page, relay.url, name, example(name))
    expect((await takeOut(alice.page)).trim()).toBe(example(name).trim())
  }
})

test('20,000 words in five scripts: brought in, written in by two, taken out again', async ({ relay, person }) => {
  test.setTimeout(180_000)
  const markdown = declarationsOf(20_000)
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await bringIn(alice.page, relay.url, 'declaration.md', markdown)
  const bob = await person('bob')
  await comeIn(bob, await invite(alice))
  await openDocument(bob.page, 'Declarations')
  await expect(textOf(bob.page).locator('> *').first()).toBeVisible({ timeout: 30_000 })
  await typeAfter(alice.page, 'First words', ' apples')
  await typeAfter(bob.page, 'Last words', ' bananas')
  await expect(textOf(bob.page)).toContainText('First words apples', { timeout: 30_000 })
  await expect(textOf(alice.page)).toContainText('Last words bananas', { timeout: 30_000 })
  await expectSent(alice.page)
  const expected = markdown.replace('First words', 'First words apples').replace('Last words', 'Last words bananas')
  expect((await takeOut(alice.page)).trim()).toBe(expected.trim())
  expect((await takeOut(bob.page)).trim()).toBe(expected.trim())
})
