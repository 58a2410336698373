import { Node } from '@tiptap/pm/model'
import { AllSelection, NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { findMatches, nextMatch } from '../../../../client/documents/editor/find'
import { matchingInsertions } from '../../../../client/documents/editor/insert'
import { headingPosition, outlineOf } from '../../../../client/documents/editor/outline'
import { countWords, wordsIn } from '../../../../client/documents/editor/wordCount'
import { isDay, isSafeHref } from '../../../../client/documents/schema/attributes'
import { documentSchema } from '../../../../client/documents/schema/schema'
import { hrefFrom } from '../../../../client/documents/screen/hrefFrom'
import { kindAt, kindWords } from '../../../../client/documents/screen/Toolbar'
import { t } from '../../../../client/words/words'
import { documentOf, paragraph } from '../binding/people'

const node = (...content: DocumentNode[]) => Node.fromJSON(documentSchema(), documentOf(...content))
const heading = (text: string, level: number): DocumentNode => ({ type: 'heading', attrs: { level }, content: [{ type: 'text', text }] })

describe('the outline', () => {
  it('counts depth from the highest heading that is used, and is the same array while no heading changes', () => {
    const doc = node(heading('One', 2), paragraph('x'), heading('Under', 3), heading('Two', 2))
    const outline = outlineOf(doc)
    expect(outline.map(({ text, depth }) => [text, depth])).toEqual([
      ['One', 0],
      ['Under', 1],
      ['Two', 0],
    ])
    expect(outlineOf(node(heading('One', 2), paragraph('other words'), heading('Under', 3), heading('Two', 2)), outline)).toBe(outline)
    expect(outlineOf(node(heading('One!', 2)), outline)).not.toBe(outline)
    expect(doc.nodeAt(headingPosition(doc, 1) ?? 0)?.textContent).toBe('Under')
  })
})

describe('counting words', () => {
  it('knows words in every script', () => {
    expect([wordsIn('A roof that stays.'), wordsIn('سقفٌ باقٍ'), wordsIn(''), wordsIn('— …')]).toEqual([4, 2, 0, 0])
    expect(wordsIn('屋根が残る')).toBeGreaterThan(1)
  })

  it('goes on where it stopped: blocks that are known cost no time', () => {
    const doc = node(paragraph('one two'), paragraph('three'))
    let clock = 0
    const first = countWords(doc, 0, () => clock++)
    expect(first.isWhole).toBe(false)
    let last = first
    for (let i = 0; i < 10 && !last.isWhole; i++) last = countWords(doc, 0, () => clock++)
    expect(last.isWhole).toBe(false)
    expect(countWords(doc, 100)).toEqual({ words: 5, isWhole: true })
    expect(countWords(doc, -1)).toEqual({ words: 5, isWhole: true })
  })
})

describe('finding', () => {
  it('finds within blocks, whatever the case, with signs taken as they are', () => {
    const doc = node(paragraph('A roof (that) stays. A ROOF.'), paragraph('roofs'))
    expect(findMatches(doc, 'roof').map(({ from, to }) => doc.textBetween(from, to))).toEqual(['roof', 'roof', 'ROOF', 'roof'])
    expect(findMatches(doc, 'roof', { matchCase: true })).toHaveLength(3)
    expect(findMatches(doc, '(that)')).toHaveLength(1)
    expect(findMatches(doc, '.')).toHaveLength(2)
    expect(findMatches(doc, '')).toEqual([])
    const matches = findMatches(doc, 'stays')
    expect(nextMatch(matches, 0)).toBe(0)
    expect(nextMatch(matches, 10_000)).toBe(0)
    expect(nextMatch([], 0)).toBe(-1)
  })
})

describe('the list behind "/"', () => {
  it('is found by what people call things', () => {
    const ids = (query: string) => matchingInsertions(query, (key) => t(key)).map(({ id }) => id)
    expect(ids('assu')).toEqual(['assumption'])
    expect(ids('todo')).toEqual(['tasks'])
    expect(ids('list')).toEqual(['bullets', 'numbers', 'tasks'])
    expect(ids('zzz')).toEqual([])
    expect(ids('').length).toBeGreaterThan(10)
  })
})

describe('addresses and days', () => {
  it('only the web and mail can be linked', () => {
    for (const href of ['https://example.org', 'http://a', 'mailto:a@b.org', 'HTTPS://EXAMPLE.org/x?y#z']) expect(isSafeHref(href)).toBe(true)
    for (const href of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'file:///etc',
      '//example.org',
      '/x',
      '#x',
      'https:',
      '',
      null,
      'vbscript:x',
    ]) {
      expect(isSafeHref(href)).toBe(false)
    }
    expect(hrefFrom('example.org')).toBe('https://example.org')
    expect(hrefFrom('ana@example.org')).toBe('mailto:ana@example.org')
    expect(hrefFrom('javascript:alert(1)')).toBeNull()
    expect(hrefFrom('  ')).toBeNull()
  })

  it('a day has to exist', () => {
    expect([isDay('2026-12-01'), isDay('2026-11-31'), isDay('2026-2-1'), isDay(20261201)]).toEqual([true, false, false, false])
  })
})

describe('the kind of paragraph', () => {
  it('has words wherever one can stand: in a block, on a picture or a line across, with everything selected', () => {
    const doc = node(heading('One', 2), { type: 'image', attrs: { blob: 'ab'.repeat(32), alt: 'A map', width: 40, height: 30 } }, { type: 'horizontalRule' })
    const kinds = [TextSelection.create(doc, doc.child(0).nodeSize + 2), new AllSelection(doc)].map(kindAt)
    doc.forEach((child, at) => {
      kinds.push(kindAt(NodeSelection.create(doc, at)), child.isTextblock ? kindAt(TextSelection.create(doc, at + 1)) : 'text')
    })
    expect(kinds).toEqual(['heading2', 'text', 'title', 'title', 'heading2', 'heading2', 'image', 'text', 'horizontalRule', 'text'])
    for (const kind of kinds) expect(t(kindWords[kind])).not.toBe('')
  })
})
