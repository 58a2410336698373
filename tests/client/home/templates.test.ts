import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type DocumentNode, documentJson } from '../../../client/documents/documentJson'
import { isDay } from '../../../client/documents/schema/attributes'
import { readTemplate } from '../../../client/home/readTemplate'
import { datedText, dayAhead, TEMPLATES, type TemplateId } from '../../../client/home/templates'
import { asBeginning } from '../../../client/shell/groupTemplates'
import { readEntries, setTemplate, writeEntry } from '../../../client/workspace/indexDocument'

const today = new Date(2026, 10, 30)

async function blocksOf(id: TemplateId, locale: 'en' | 'es' | 'ar' | 'pseudo-long'): Promise<readonly DocumentNode[]> {
  const { update } = await readTemplate(id, locale, today)
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  const json = documentJson(ydoc)
  return (json.ok && json.value.content) || []
}
const wordsIn = (node: DocumentNode): string => node.text ?? (node.content ?? []).map(wordsIn).join(' ')

describe('a template', () => {
  it.each(TEMPLATES.map(({ id }) => id))('%s begins with a title and says the same in each language, with the same days', async (id) => {
    const english = await blocksOf(id, 'en')
    expect(english[0]?.type).toBe('title')
    expect(english.filter(({ type }) => type === 'heading').length).toBeGreaterThan(4)
    const shape = (blocks: readonly DocumentNode[]) => blocks.map(({ type, attrs }) => [type, attrs?.lookAgainOn, attrs?.until])
    for (const locale of ['es', 'ar'] as const) {
      const other = await blocksOf(id, locale)
      expect(shape(other)).toEqual(shape(english))
      const same = other.filter((block, i) => wordsIn(block).trim() !== '' && wordsIn(block) === wordsIn(english[i] ?? block))
      expect(same, `not translated into ${locale}`).toEqual([])
    }
    for (const { type, attrs } of english) {
      if (type === 'assumption') expect(isDay(attrs?.lookAgainOn)).toBe(true)
      if (type === 'horizon') expect(isDay(attrs?.until)).toBe(true)
    }
  })

  it('has horizons and assumptions where a plan stands on them', async () => {
    const count = async (id: TemplateId, type: string) => (await blocksOf(id, 'en')).filter((block) => block.type === type).length
    expect([await count('strategy', 'horizon'), await count('strategy', 'assumption')]).toEqual([4, 2])
    expect([await count('plan', 'assumption'), await count('review', 'assumption'), await count('charter', 'horizon')]).toEqual([1, 1, 1])
  })

  it('is in English for a language that has none', async () => {
    expect(await blocksOf('notes', 'pseudo-long')).toEqual(await blocksOf('notes', 'en'))
  })

  it('looks again as many months ahead as it says, on a day that there is', () => {
    expect(datedText('{{6 months}} and {{1 year}}, {{3}}', today)).toBe('2027-05-30 and 2027-11-30, {{3}}')
    expect([dayAhead(today, 3), dayAhead(new Date(2026, 0, 31), 1), dayAhead(today, 360)]).toEqual(['2027-02-28', '2026-02-28', '2056-11-30'])
  })
})

describe('a template of the group', () => {
  it('takes along no comment and nothing that is done', () => {
    const doc: DocumentNode = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'comment', attrs: { id: 'x' } }, { type: 'bold' }] }] },
        { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [{ type: 'paragraph' }] }] },
      ],
    }
    const json = JSON.stringify(asBeginning(doc))
    expect(json).not.toMatch(/comment|true/)
    expect(json).toMatch(/bold/)
  })

  it('is a flag of the index that older versions leave alone', () => {
    const index = new Y.Doc()
    const bytes = (length: number) => new Uint8Array(length)
    const id = 'ab'.repeat(16)
    writeEntry(index, {
      documentId: id,
      room: bytes(32),
      kind: 'text',
      readSeed: bytes(32),
      voiceBox: bytes(72),
      editBox: bytes(72),
      hint: 'Agenda',
      sort: 'notes',
      archived: false,
      by: 'c'.repeat(32),
    })
    expect(readEntries(index)[0]).not.toHaveProperty('template')
    setTemplate(index, id, true)
    expect(readEntries(index)[0]).toMatchObject({ template: true, hint: 'Agenda', sort: 'notes' })
    setTemplate(index, id, false)
    expect(readEntries(index)[0]).not.toHaveProperty('template')
  })
})
