import { makeWorkspace, textOf } from './support/app'
import { expect, test } from './support/test'

test('a long text is seen before its editor is there, and does not move when that takes its place', async ({ relay, person }) => {
  const alice = await person('alice')
  const { page } = alice
  await makeWorkspace(alice, relay.url, 'Eastbank')
  await page.keyboard.type('Homes we keep')
  await page.keyboard.press('Enter')
  const blocks = Array.from({ length: 400 }, (_, n) =>
    n % 9 === 0 ? `## Part ${n}` : n % 7 === 0 ? `- [ ] a task ${n}\n- [x] done ${n}` : `Line **${n}** of a long text.`,
  )
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, blocks.join('\n\n'))
  await expect(textOf(page).getByText('Line 398 of')).toBeAttached()

  // Where the first lines stand, at each picture that the browser paints.
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    const look = (): void => {
      const root = [...document.querySelectorAll('main div')].find((element) => element.firstElementChild?.matches('h1[data-title]'))
      const lines = [...(root?.children ?? [])].slice(0, 12).map((block) => `${Math.round(block.getBoundingClientRect().top)} ${block.tagName}`)
      const now = root ? `${root.matches('.ProseMirror') ? 'editor' : 'picture'}: ${lines.join(' | ')}` : ''
      if (now !== '' && now !== seen.at(-1)) seen.push(now)
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.reload()
  await expect(textOf(page).getByText('Line 398 of')).toBeAttached()
  await expect(page.getByRole('toolbar', { name: 'Writing tools' })).toBeVisible()
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(seen[0]).toMatch(/^picture: /)
  expect(new Set(seen.map((line) => line.replace(/^(picture|editor): /, ''))).size, seen.join('\n')).toBe(1)
  await textOf(page).getByText('Line 1 of').click()
  await page.keyboard.type('Written at once. ')
  await expect(textOf(page)).toContainText('Written at once.')
})
