import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { daysSinceWritten, shiftDates, splitFrontMatter, WRITTEN_ON } from '../../../client/home/exampleDates'
import { importText } from '../../../client/home/importText'
import { openExample } from '../../../client/home/openExample'
import { inUse } from '../../../client/workspace/listing'
import { eventually, TestRelay } from '../../support/syncWorld'
import { person } from '../workspace/support'

const folder = path.join(import.meta.dirname, '../../../client/home/example')

describe('the example', () => {
  it('moves its dates by whole days, from the day that it was written for', () => {
    expect(daysSinceWritten(new Date(`${WRITTEN_ON}T13:00`).getTime())).toBe(0)
    expect(daysSinceWritten(new Date('2026-12-31T00:10').getTime())).toBe(30)
    expect(shiftDates('until 2026-12-31, A-2026-12-31 no, 2026-02-31 no', 1)).toBe('until 2027-01-01, A-2026-12-31 no, 2026-02-31 no')
  })
  it('always has something that is about to end', () => {
    for (const days of [0, 400, 4000]) {
      const roles = shiftDates(fs.readFileSync(path.join(folder, 'roles.csv'), 'utf8'), days)
      const now = Date.parse(WRITTEN_ON) + days * 86_400_000
      const ends = [...roles.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => Date.parse(date) - now)
      expect(ends.some((left) => left > 0 && left < 60 * 86_400_000)).toBe(true)
    }
  })
  it('has front matter apart from its text', () => {
    const { front, text } = splitFrontMatter(fs.readFileSync(path.join(folder, 'proposal.md'), 'utf8'))
    expect(front).toContain('closes: 2026-12-13')
    expect(text.startsWith('# A warm room')).toBe(true)
    expect(splitFrontMatter('# No front')).toEqual({ front: '', text: '# No front' })
  })
  it('opens as a workspace of its own, in three languages, and nothing of it is sent', async () => {
    const relay = new TestRelay()
    const linh = await person('Linh', relay)
    const id = await openExample(linh.session, Date.parse('2027-03-01'))
    const workspace = linh.session.open.get()
    expect(workspace?.stored.get()).toMatchObject({ example: true, relays: [], myName: 'Linh' })
    await eventually(() => inUse(workspace?.documents.get() ?? []).every(({ title }) => title !== ''))
    const listings = inUse(workspace?.documents.get() ?? [])
    expect(listings.map(({ title }) => title).sort()).toEqual([
      'A roof that stays',
      'A roof that stays',
      'A warm room next to the meeting, three times',
      'Un techo que se queda',
      'سقفٌ باقٍ',
    ])
    expect(listings.find((listing) => listing.id === id)?.title).toBe('A roof that stays')
    expect(relay.wires).toEqual([])
    await openExample(linh.session, Date.now())
    expect(linh.shelf.workspaces.get()).toHaveLength(1)
    await linh.stop()
  })
})

describe('bringing in a text', () => {
  it('takes Markdown and keeps its title', async () => {
    const read = await importText(new File(['# Menu\n\nBeans.'], 'menu.md'))
    expect(read).toMatchObject({ ok: true, value: { title: 'Menu' } })
  })
  it('takes the file’s name where there is no title', async () => {
    expect(await importText(new File(['Beans.'], 'Our menu.txt'))).toMatchObject({ ok: true, value: { title: 'Our menu' } })
  })
  it('refuses a picture with a text’s name, and an empty file, in words', async () => {
    const picture = await importText(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])], 'text.md'))
    expect(picture.ok).toBe(false)
    expect((await importText(new File([], 'empty.md'))).ok).toBe(false)
  })
  it('tells a Word document by what it is, and says why one cannot be read', async () => {
    const reasonOf = async (file: File) => {
      const read = await importText(file)
      return read.ok ? 'taken' : read.reason
    }
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await reasonOf(new File([old], 'minutes'))).toContain('older Word file')
    expect(await reasonOf(new File(['PK\u0003\u0004nothing'], 'minutes.md'))).toContain('not a Word document')
    expect(await reasonOf(new File(['Beans.'], 'minutes.docx'))).toContain('not a Word document')
    const huge = { name: 'film.docx', size: 100_000_000, slice: () => new Blob([]), arrayBuffer: () => Promise.reject(new Error('read')) } as unknown as File
    expect(await reasonOf(huge), 'by its size alone').toMatch(/100.*50/)
  })
})
