import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { makeWorkspace, openDocument, textOf } from './support/app'
import { expect, test } from './support/test'

const menuOf = (page: Page, title: string) =>
  page
    .getByRole('button', { name: 'More' })
    .or(page.getByRole('button', { name: `What can be done with ${title}` }))
    .first()
const toHome = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home' }).last().click()

/** A file let go over the page, as a person drags it in. */
async function letGo(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, bytes }) => {
      const held = new DataTransfer()
      held.items.add(new File([Uint8Array.from(bytes)], name))
      return held
    },
    { name, bytes: [...bytes] },
  )
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer })
  await expect(page.getByText('Let go to bring it in')).toBeVisible()
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
}

test.describe('Word', () => {
  test('a text goes out as a Word document and comes in again, dragged or chosen; what is none is refused in words', async ({ relay, person }) => {
    const alice = await person('alice')
    const { page } = alice
    await makeWorkspace(alice, relay.url, 'Kitchen')
    await page.keyboard.type('Who cooks when\nRice on Mondays.\n')
    await page.keyboard.type('- beans\n')
    await page.keyboard.type('lentils\n\n## Later\nBread.')
    await expect(textOf(page).getByRole('heading', { name: 'Later' })).toBeVisible()
    const saving = page.waitForEvent('download')
    await menuOf(page, 'Who cooks when').click()
    await page.getByRole('menuitem', { name: 'Save as a Word document' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('Who cooks when.docx')
    const bytes = new Uint8Array(await readFile(await saved.path()))

    await toHome(page)
    await letGo(page, 'again.docx', bytes)
    await expect(page.getByRole('main', { name: 'Who cooks when' })).toBeVisible()
    await expect(textOf(page).getByRole('listitem')).toHaveText(['beans', 'lentils'])
    await expect(textOf(page).getByRole('heading', { name: 'Later' })).toBeVisible()

    await toHome(page)
    await letGo(page, 'bomb.docx', zipSync({ 'word/document.xml': new Uint8Array(25_000_000) }))
    await expect(page.getByRole('dialog')).toContainText('There is more text in this file than a document can take.')
    await page.keyboard.press('Escape')
    await letGo(page, 'picture.docx', strToU8('\u0089PNG'))
    await expect(page.getByRole('dialog')).toContainText('This file is not a Word document that can be read.')
    await page.keyboard.press('Escape')
    await openDocument(page, 'Who cooks when')
  })
})
