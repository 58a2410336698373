import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { blocksOf, comeIn, expectSent, invite, makeWorkspace, openDocument, textOf } from './support/app'
import { pagesOf } from './support/pdf'
import { expect, test } from './support/test'

const menuOf = (page: Page, title: string) =>
  page
    .getByRole('button', { name: 'More', exact: true })
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

test.describe('links between documents', () => {
  test('"[[" offers the documents; the link has the title of today, opens here, and the other document says what links to it', async ({ relay, person }) => {
    const alice = await person('alice')
    const { page } = alice
    await makeWorkspace(alice, relay.url, 'Kitchen')
    await page.keyboard.type('Homes\nRent.')
    await expect(page.getByRole('main', { name: 'Homes' })).toBeVisible()
    await toHome(page)
    await page
      .getByRole('button', { name: 'New', exact: true })
      .or(page.getByRole('button', { name: 'New document' }))
      .first()
      .click()
    const empty = page.getByRole('menuitem', { name: 'An empty page' })
    if (await empty.isVisible()) await empty.click()
    await expect(textOf(page)).toBeFocused()
    await page.keyboard.type('Plan\nSee [[hom')
    await expect(page.getByRole('listbox', { name: 'Link to a document' }).getByRole('option')).toHaveText(['Homes'])
    await page.keyboard.press('Enter')
    await page.keyboard.type('and more.')
    const link = textOf(page).getByRole('link', { name: 'Homes' })
    await expect(textOf(page)).toContainText('See Homes and more.')

    await page.keyboard.press('Control+Shift+K')
    await page.getByRole('textbox', { name: 'Address, or a document’s name' }).fill('Hom')
    await page.getByRole('list', { name: 'Link to a document' }).getByRole('button', { name: 'Homes' }).click()
    await expect(link).toHaveCount(2)

    await link.first().click()
    await expect(page.getByRole('main', { name: 'Homes' })).toBeVisible()
    const from = page.getByRole('navigation', { name: 'Linked from' }).getByRole('link')
    await expect(from).toHaveText(['Plan'])
    await textOf(page).getByText('Homes').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' for all')
    await expect(page.getByRole('main', { name: 'Homes for all' })).toBeVisible()
    await from.click()
    await expect(page.getByRole('main', { name: 'Plan' })).toBeVisible()
    await expect(textOf(page).getByRole('link', { name: 'Homes for all' })).toHaveCount(2)

    const saving = page.waitForEvent('download')
    await menuOf(page, 'Plan').click()
    await page.getByRole('menuitem', { name: 'Save as Markdown' }).click()
    const markdown = await readFile(await (await saving).path(), 'utf8')
    expect(markdown).toMatch(/See \[Homes for all\]\(leaderful:document\/[0-9a-f]{32}\) and more\./)

    await toHome(page)
    await letGo(page, 'other.md', strToU8(`${markdown.replace('# Plan', '# Other')}\n[Lost](leaderful:document/${'0'.repeat(32)})\n`))
    await expect(textOf(page).getByRole('link', { name: 'Homes for all' })).toHaveCount(2)
    await expect(textOf(page).getByRole('link', { name: 'Lost' })).toHaveText('Lost (not on this device)')
    await textOf(page).getByRole('link', { name: 'Lost' }).click()
    await expect(page.getByText('No such document on this device')).toBeVisible()
  })
})

test.describe('templates', () => {
  test('a strategy has horizons and assumptions with days; a text becomes a template of the group, which another begins with', async ({ relay, person }) => {
    const alice = await person('alice')
    const { page } = alice
    await makeWorkspace(alice, relay.url, 'Kitchen')
    await page.keyboard.type('Agenda\nWho chairs?')
    await expect(page.getByRole('main', { name: 'Agenda' })).toBeVisible()
    const fromTemplate = async () => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('Begin with a template')
      await page.getByRole('option', { name: 'Begin with a template', exact: true }).click()
    }
    await fromTemplate()
    await page.getByRole('dialog').getByRole('button', { name: 'Strategy' }).click()
    await expect(page.getByRole('main', { name: 'Our strategy' })).toBeVisible()
    await expect(textOf(page).locator('[data-horizon]')).toHaveCount(4)
    await expect(textOf(page).locator('[data-assumption]').first()).toContainText(/Look again on \d/)

    await openDocument(page, 'Agenda')
    await menuOf(page, 'Agenda').click()
    await page.getByRole('menuitem', { name: 'Save as a template of the group' }).click()
    await expect(page.getByText('Agenda is among the templates now.')).toBeVisible()
    await fromTemplate()
    const own = page.getByRole('dialog').getByRole('list', { name: 'Of Kitchen' })
    await expect(own.getByRole('listitem')).toHaveCount(1)
    await own.getByRole('button', { name: 'Agenda', exact: true }).click()
    await expect(textOf(page)).toContainText('Who chairs?')
    await toHome(page)
    await expect(page.getByRole('main').getByRole('link', { name: 'Agenda' }), 'the template itself is not among the documents').toHaveCount(2)
  })
})

test.describe('blocks', () => {
  test('the handle drags a block to another place, and is a menu when pressed; the keys move it, too', async ({ relay, person }) => {
    const alice = await person('alice')
    const { page } = alice
    await makeWorkspace(alice, relay.url, 'Kitchen')
    await page.keyboard.type('Menu\nRice\nBeans\nBread\n- salt\npepper')
    await expect(textOf(page).getByRole('listitem')).toHaveText(['salt', 'pepper'])
    const handle = page.getByRole('button', { name: 'Drag to move it, or press for more' })
    const point = async (words: string) => {
      await textOf(page).getByText(words, { exact: true }).hover()
      await expect(handle).toBeVisible()
    }
    const centre = async (locator: Locator) => {
      const box = await locator.boundingBox()
      if (!box) throw new Error('it is not on screen')
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.y, bottom: box.y + box.height }
    }
    const drag = async (words: string, to: string, edge: 'top' | 'bottom') => {
      await point(words)
      const row = await centre(textOf(page).getByText(words, { exact: true }))
      await expect.poll(async () => Math.abs((await centre(handle)).y - row.y)).toBeLessThan(14)
      const from = await centre(handle)
      const target = await centre(textOf(page).getByText(to, { exact: true }))
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(target.x, edge === 'top' ? target.top + 3 : target.bottom - 3, { steps: 6 })
      await page.mouse.up()
    }
    await drag('Bread', 'Rice', 'top')
    await expect.poll(() => blocksOf(page)).toEqual(['Menu', 'Bread', 'Rice', 'Beans', 'saltpepper'])
    await drag('pepper', 'salt', 'top')
    await expect(textOf(page).getByRole('listitem')).toHaveText(['pepper', 'salt'])
    await drag('salt', 'Bread', 'bottom')
    await expect.poll(() => blocksOf(page)).toEqual(['Menu', 'Bread', 'salt', 'Rice', 'Beans', 'pepper'])

    await point('Beans')
    await handle.click()
    await page.getByRole('menuitem', { name: 'Once more below' }).click()
    await expect.poll(() => blocksOf(page)).toEqual(['Menu', 'Bread', 'salt', 'Rice', 'Beans', 'Beans', 'pepper'])
    await point('Rice')
    await handle.click()
    await page.getByRole('menuitemradio', { name: 'Large heading' }).click()
    await expect(textOf(page).getByRole('heading', { name: 'Rice' })).toBeVisible()
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect.poll(() => blocksOf(page)).toEqual(['Menu', 'Rice', 'Bread', 'salt', 'Beans', 'Beans', 'pepper'])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(() => blocksOf(page)).toEqual(['Menu', 'Bread', 'salt', 'Rice', 'Beans', 'Beans', 'pepper'])
    await point('pepper')
    await handle.click()
    await page.getByRole('menuitem', { name: 'Take it away' }).click()
    await expect.poll(() => blocksOf(page)).toEqual(['Menu', 'Bread', 'salt', 'Rice', 'Beans', 'Beans'])
  })
})

/** A photograph as a camera makes it: with a place written beside it. */
async function photograph(page: Page, width: number, height: number): Promise<Buffer> {
  const plain = await page.evaluate(
    async ({ width, height }) => {
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      for (let i = 0; context && i < 60; i++) {
        context.fillStyle = `hsl(${i * 6} 60% 50%)`
        context.fillRect((i * width) / 60, 0, width / 60, height)
      }
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95))
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
    },
    { width, height },
  )
  const place = Buffer.from('Exif\0\0GPS 41.3 2.1 of Alice')
  const length = place.length + 2
  return Buffer.concat([Buffer.from(plain.slice(0, 2)), Buffer.from([0xff, 0xe1, length >> 8, length & 255]), place, Buffer.from(plain.slice(2))])
}

test.describe('pictures', () => {
  test('made small, without what the camera wrote beside it; words are asked for; another sees it; without a network its words stand there', async ({
    relay,
    person,
  }) => {
    const alice = await person('alice')
    const { page } = alice
    await page.addInitScript(() => {
      const make = URL.createObjectURL
      URL.createObjectURL = (made: Blob | MediaSource) => {
        if (made instanceof Blob && made.type.startsWith('image/'))
          void made.text().then((text) => Object.assign(window, { kept: { text, size: made.size, type: made.type } }))
        return make.call(URL, made)
      }
    })
    await makeWorkspace(alice, relay.url, 'Kitchen')
    await page.keyboard.type('Menu\nRice on Mondays.')
    await expect(page.getByRole('main', { name: 'Menu' })).toBeVisible()
    const file = { name: 'kitchen.jpg', mimeType: 'image/jpeg', buffer: await photograph(page, 3200, 2400) }
    expect(file.buffer.toString('latin1')).toContain('GPS')
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name: 'Picture', exact: true }).click()
    await (await choosing).setFiles(file)
    const dialog = page.getByRole('dialog', { name: 'What does this picture show?' })
    await dialog.getByRole('textbox').fill('Our kitchen')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    const image = textOf(page).getByRole('img', { name: 'Our kitchen' })
    await expect(image).toBeVisible()
    await expect
      .poll(() => image.evaluate((shown) => [(shown as HTMLImageElement).naturalWidth, (shown as HTMLImageElement).naturalHeight]))
      .toEqual([1600, 1200])
    const kept = await page.evaluate(() => (window as unknown as { kept: { text: string; size: number } }).kept)
    expect(kept.size).toBeLessThanOrEqual(300_000)
    expect(kept.text).not.toMatch(/GPS|Exif|Alice/)

    await textOf(page).getByText('Rice on Mondays.').click()
    await page.keyboard.press('End')
    const pasted = [...(await photograph(page, 300, 200))]
    await textOf(page).evaluate((text, bytes) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([Uint8Array.from(bytes)], 'map.jpg', { type: 'image/jpeg' }))
      text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, pasted)
    await dialog.getByRole('textbox').fill('A map')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await expect(textOf(page).getByRole('img', { name: 'A map' })).toBeVisible()
    await expect(textOf(page).locator('figure')).toHaveCount(2)

    const refused = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
    const again = page.waitForEvent('filechooser')
    await page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name: 'Picture', exact: true }).click()
    await (await again).setFiles(refused)
    await expect(page.getByText('This is not a picture that this browser can show.')).toBeVisible()
    await page.keyboard.press('Escape')

    const link = await invite(alice, 'Read')
    await expectSent(page)
    const bob = await person('bob')
    await comeIn(bob, link)
    await openDocument(bob.page, 'Menu')
    await expect(bob.page.getByRole('img', { name: 'Our kitchen' })).toBeVisible({ timeout: 20_000 })
    await expect
      .poll(() => bob.page.getByRole('img', { name: 'Our kitchen' }).evaluate((shown) => (shown as HTMLImageElement).naturalWidth), { timeout: 20_000 })
      .toBe(1600)

    const saving = page.waitForEvent('download')
    await menuOf(page, 'Menu').click()
    await page.getByRole('menuitem', { name: 'Save as Markdown' }).click()
    const markdown = await readFile(await (await saving).path(), 'utf8')
    expect(markdown).toMatch(/!\[Our kitchen\]\(leaderful:blob\/[0-9a-f]{64} "1600x1200"\)/)
    await toHome(page)
    await letGo(page, 'lost.md', strToU8(markdown.replace('# Menu', '# Lost').replace(/blob\/[0-9a-f]{64}/g, `blob/${'0'.repeat(64)}`)))
    await expect(textOf(page).getByText('Picture: Our kitchen (1,600 × 1,200). It appears once it has come to this device.')).toBeVisible()
  })
})

test('an app on the home screen, which begins with nothing, brings in the group of the browser', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  await expectSent(alice.page)
  await alice.page.goto(`${relay.url}#/devices`)
  await alice.page.getByRole('button', { name: 'Show the link' }).click()
  const link = alice.page.getByRole('textbox').last()
  await expect(link).toHaveValue(/#o1\./)

  const apart = await person('alice’s home screen', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  await apart.page.addInitScript(() => {
    const real = window.matchMedia.bind(window)
    window.matchMedia = (query) => (query.includes('standalone') ? ({ ...real('all'), matches: true } as MediaQueryList) : real(query))
  })
  await apart.page.goto(relay.url)
  await apart.page.getByRole('button', { name: /^Already in a group on this phone\? Bring it here/ }).click()
  await apart.page.getByRole('textbox', { name: 'Paste the link from your browser' }).fill(await link.inputValue())
  await apart.page.getByRole('button', { name: 'Open it' }).click()
  await apart.page.getByRole('button', { name: 'Come in' }).click()
  await expect(apart.page.getByText(/^\d{3}\s?\d{3}$/)).toBeVisible()

  const elsewhere = await person('bob')
  await elsewhere.page.goto(relay.url)
  await expect(elsewhere.page.getByRole('button', { name: 'Make a workspace' })).toBeVisible()
  await expect(elsewhere.page.getByText('Already in a group on this phone?'), 'in a browser nobody is asked').toHaveCount(0)
})

test('in Arabic a printed page counts in Arabic digits', async ({ relay, person }) => {
  const leila = await person('ليلى', { locale: 'ar' })
  const { page } = leila
  await page.goto(relay.url)
  await page.getByRole('textbox').first().fill('ليلى')
  await page.keyboard.press('Enter')
  await page.keyboard.type('مطبخ')
  await page.keyboard.press('Enter')
  await expect(page.locator('.ProseMirror')).toBeFocused()
  await page.keyboard.type('سقف يبقى\nكلمات')
  // What lays a text on paper comes soon after the text.
  const isLaid = () =>
    page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'))
      const paper = document.querySelector('[data-paper]')
      window.dispatchEvent(new Event('afterprint'))
      return paper !== null
    })
  await expect.poll(isLaid, { timeout: 30_000 }).toBe(true)
  const [first] = pagesOf(await page.pdf({ preferCSSPageSize: true, tagged: true }))
  expect(first?.text).toContain('١')
  expect(first?.text).not.toMatch(/\d/)
})
