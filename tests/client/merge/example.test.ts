import { readFileSync } from 'node:fs'
import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../../client/documents/markdown/parse'
import { FinerView } from '../../../client/merge/finer'
import { decide, takeAll } from '../../../client/merge/hunk'
import { summaryOf } from '../../../client/merge/summary'
import { type MixedText, type TextDecision, TextMerge } from '../../../client/merge/textMerge'
import { jsonOf, nodeOf, unitsOf } from './support'

const load = (name: string): Node => nodeOf(parseMarkdown(readFileSync(`client/home/example/${name}.md`, 'utf8'), name))
const base = load('strategy')
const ours = load('strategy-later')
const theirs = load('fork-childcare')
const merge = new TextMerge(base, ours, theirs, { review: new Uint8Array(32) })
const conflicts = merge.hunks.filter(({ status }) => status === 'conflict')

describe('the childcare task force comes back to the strategy that moved on', () => {
  it('[F9] asks about three places that were changed in both, and one beside another', () => {
    expect(conflicts.map(({ title, before }) => [title.unit, before])).toEqual([
      ['sentence', 'The first will be the old laundry room in Anchor Court, opened in the evenings as a place to sit.'],
      ['sentence', "Members' meetings are on the first Sunday of the month at seven in the evening, in the hall of Sailcloth House."],
      ['row', 'Interpreting and access 900'],
    ])
    const touching = merge.hunks.filter(({ touching }) => touching)
    expect(touching.map(({ before }) => before)).toEqual(['Those who would be hit hardest, and those who would do the work, speak first.'])
  })

  it('[F9] no choice of answers gives a sentence, a heading or a row that nobody wrote', () => {
    const written = new Set([...unitsOf(base), ...unitsOf(ours), ...unitsOf(theirs)])
    const choices = ['ours', 'theirs', 'both'] as const
    for (const first of choices)
      for (const second of choices)
        for (const third of choices)
          for (const clean of ['ours', 'theirs'] as const) {
            const answers = [first, second, third]
            const decisions = merge.hunks.map((hunk): TextDecision => decide<MixedText>(hunk, answers[conflicts.indexOf(hunk)] ?? clean))
            const { content } = merge.apply(decisions)
            expect([...unitsOf(content)].filter((unit) => !written.has(unit))).toEqual([])
          }
  })

  it('[F4] takes what fits and keeps everything that the others changed meanwhile', () => {
    const text = merge.apply(takeAll<MixedText>(merge.hunks, 'clean')).content.textContent
    for (const words of [
      'There is a crèche',
      'Parents stay away because of the hour',
      'Won, on 2026-11-09',
      'This winter',
      'at six in the evening',
      'A letter.',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('Being right.')
    expect(text.match(/The Sunday Kitchen is where people come/g)).toHaveLength(1)
  })

  it('[F9] gives a finer view of one place, word by word, when it is asked for', () => {
    const [room] = conflicts
    const finer = new FinerView(merge, room?.id ?? '')
    expect(finer.hunks.length).toBeGreaterThan(0)
    const leave = finer.mix(finer.hunks.map((hunk) => decide<MixedText>(hunk, 'ours')))
    const take = finer.mix(finer.hunks.map((hunk) => decide<MixedText>(hunk, 'theirs')))
    expect(leave).toEqual(room?.parts.map((part) => part.ours))
    const asTaken = merge.apply([decide<MixedText>(room ?? merge.hunks[0] ?? fail(), { mixed: take })])
    expect(asTaken.unplaced).toEqual([])
    expect(asTaken.content.textContent).toContain('a playroom until six')
  })

  it('says it in a few words', () => {
    const summary = summaryOf(merge)
    expect(summary).toMatchObject({ total: merge.hunks.length, inBoth: 3 })
    const counts = summary.parts.map(({ kind, unit, count }) => `${kind} ${unit} ${count}`)
    expect(counts).toContain('added section 1')
    expect(counts).toContain('moved paragraph 1')
    expect(counts).toContain('removed item 1')
    expect(summary.parts.find(({ unit }) => unit === 'section')?.names).toEqual(['Children, and the people who look after them'])
  })

  it('[F9] a sentence that one begins to change and the other ends is changed in both, whole', () => {
    const text = (words: string) => nodeOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] })
    const both = new TextMerge(
      text('We meet at seven in the evening. Bring soup.'),
      text('We meet at six in the evening. Bring soup.'),
      text('We meet at seven in the afternoon. Bring soup.'),
    )
    expect(both.hunks.map(({ status, before }) => [status, before])).toEqual([['conflict', 'We meet at seven in the evening.']])
    const [hunk] = both.hunks
    expect(hunk && jsonOf(both.apply([decide<MixedText>(hunk, 'theirs')]).content)).toEqual(jsonOf(text('We meet at seven in the afternoon. Bring soup.')))
  })
})

function fail(): never {
  throw new Error('no change')
}
