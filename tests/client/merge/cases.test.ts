/** What goes wrong when a copy comes back through the updates of its Y.Doc (each of these was measured), and what the review shows instead. */
import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { decide, takeAll } from '../../../client/merge/hunk'
import { type MixedText, TextMerge } from '../../../client/merge/textMerge'
import { type Json, nodeOf } from './support'

const text = (words: string): Json[] => (words === '' ? [] : [{ type: 'text', text: words }])
const p = (words: string): Json => ({ type: 'paragraph', content: text(words) })
const h = (words: string, level = 2): Json => ({ type: 'heading', attrs: { level }, content: text(words) })
const item = (words: string, ...more: Json[]): Json => ({ type: 'listItem', content: [p(words), ...more] })
const list = (...items: Json[]): Json => ({ type: 'bulletList', content: items })
const row = (...cells: string[]): Json => ({ type: 'tableRow', content: cells.map((words) => ({ type: 'tableCell', content: [p(words)] })) })
const table = (...rows: Json[]): Json => ({ type: 'table', content: rows })
const doc = (...content: Json[]): Node => nodeOf({ type: 'doc', content })
const lines = (node: Node): string[] => node.textBetween(0, node.content.size, '\n').split('\n')

const A = 'The heating in Hemp House went off on the fourth of January.'
const B = 'Dolores went from door to door with a pot of soup.'
const C = 'By the tenth day there were forty names on the sheet.'

function review(base: Node, ours: Node, theirs: Node) {
  const merge = new TextMerge(base, ours, theirs)
  const all = (answer: 'ours' | 'theirs') => merge.apply(merge.hunks.map((hunk) => decide<MixedText>(hunk, answer))).content
  return { merge, statuses: merge.hunks.map(({ status }) => status), kinds: merge.hunks.map(({ title }) => title.kind), all }
}

describe('where updates give nonsense, the review asks', () => {
  it('[F3] rent 500 to 450 against 500 to 620: changed in both, never "45620"', () => {
    const { statuses, all } = review(doc(p('Rent is 500.')), doc(p('Rent is 450.')), doc(p('Rent is 620.')))
    expect(statuses).toEqual(['conflict'])
    expect(lines(all('ours'))).toEqual(['Rent is 450.'])
    expect(lines(all('theirs'))).toEqual(['Rent is 620.'])
  })

  it('[F3] both rewrite a sentence: one change with both texts side by side', () => {
    const { merge, statuses } = review(
      doc(p(`${A} ${B}`)),
      doc(p(`${A} Dolores carried soup to every door.`)),
      doc(p(`${A} Dolores brought a pot of soup upstairs.`)),
    )
    expect(statuses).toEqual(['conflict'])
    const [part] = merge.hunks[0]?.parts ?? []
    expect([part?.base, part?.ours, part?.theirs].map((nodes) => nodes?.[0]?.text)).toEqual([
      B,
      'Dolores carried soup to every door.',
      'Dolores brought a pot of soup upstairs.',
    ])
    expect(merge.hunks[0]?.answers).toEqual(['ours', 'theirs', 'both'])
  })

  it('[F3] a join against an edit of the text: asked, nothing is silently lost', () => {
    const { statuses, kinds, all } = review(doc(p(A), p(B)), doc(p(A), p(`${B} It was cold.`)), doc(p(`${A} ${B}`)))
    expect(statuses).toEqual(['conflict'])
    expect(kinds).toEqual(['joined'])
    expect(lines(all('ours'))).toEqual([A, `${B} It was cold.`])
    expect(lines(all('theirs'))).toEqual([`${A} ${B}`])
  })

  it('[F3] a paragraph that becomes a heading against an edit of its text: asked', () => {
    const { statuses, all } = review(doc(p(A), p(B)), doc(p(`${A} All of it.`), p(B)), doc(h(A), p(B)))
    expect(statuses).toEqual(['conflict'])
    expect(all('theirs').child(0).type.name).toBe('heading')
    expect(lines(all('ours'))).toEqual([`${A} All of it.`, B])
  })

  it('[F3] a block that moved against an edit of its text: asked, the text is there once', () => {
    const base = doc(p(A), p(B), p(C))
    const { statuses, kinds, all } = review(base, doc(p(A), p(B), p(`${C} And more.`)), doc(p(C), p(A), p(B)))
    expect(statuses).toEqual(['conflict'])
    expect(kinds).toEqual(['moved'])
    expect(lines(all('ours'))).toEqual([A, B, `${C} And more.`])
    expect(lines(all('theirs'))).toEqual([C, A, B])
    const other = review(base, doc(p(C), p(A), p(B)), doc(p(A), p(B), p(`${C} And more.`)))
    expect(other.statuses).toEqual(['conflict'])
    expect(lines(other.all('theirs'))).toEqual([A, B, `${C} And more.`])
    expect(lines(other.all('ours'))).toEqual([C, A, B])
  })

  it('[F3] a block that moved and nobody touched: one change, both ends of it', () => {
    const { merge, statuses, kinds, all } = review(doc(p(A), p(B), p(C)), doc(p(A), p(B), p(C), p('End.')), doc(p(C), p(A), p(B)))
    expect([statuses, kinds, merge.hunks[0]?.parts.length]).toEqual([['clean'], ['moved'], 2])
    expect(lines(all('theirs'))).toEqual([C, A, B, 'End.'])
  })

  it('[F3] a list item that was indented against an edit of its text: asked', () => {
    const { statuses, all } = review(doc(list(item(A), item(B))), doc(list(item(A), item(`${B} Every day.`))), doc(list(item(A, list(item(B))))))
    expect(statuses).toEqual(['conflict'])
    expect(lines(all('ours'))).toEqual([A, `${B} Every day.`])
    expect(lines(all('theirs'))).toEqual([A, B])
  })

  it('[F3] a split against an edit of the tail: asked, the edit lands nowhere else', () => {
    const { statuses, kinds, all } = review(doc(p(`${A} ${B}`)), doc(p(`${A} ${B.replace('soup', 'tea')}`)), doc(p(A), p(B)))
    expect(statuses).toEqual(['conflict'])
    expect(kinds).toEqual(['split'])
    expect(lines(all('ours'))).toEqual([`${A} ${B.replace('soup', 'tea')}`])
    expect(lines(all('theirs'))).toEqual([A, B])
  })

  it('[F3] both split at one place, or both write the same: nothing is asked, the text is there once', () => {
    const split = review(doc(p(`${A} ${B}`)), doc(p(A), p(B)), doc(p(A), p(B)))
    expect(split.statuses.every((status) => status === 'same')).toBe(true)
    expect(lines(split.all('theirs'))).toEqual([A, B])
    const typed = review(doc(p(A)), doc(p(A), p(B)), doc(p(A), p(B)))
    expect(typed.statuses).toEqual(['same'])
    expect(lines(typed.all('theirs'))).toEqual([A, B])
  })

  it('[F4] one removes items 1 and 2, the other item 3: the rest of the list stays', () => {
    const items = [item('Count the homes again.'), item('Print the repair clock.'), item('Ask every household.'), item('Choose who carries the role.')]
    const { statuses, all } = review(doc(list(...items)), doc(list(...items.slice(0, 2), ...items.slice(3))), doc(list(...items.slice(2))))
    expect(statuses).toEqual(['clean'])
    expect(lines(all('theirs'))).toEqual(['Choose who carries the role.'])
  })

  it('[F4] a list that two people empty together goes; the text around it stays', () => {
    const items = [item('Count the homes again.'), item('Print the repair clock.')]
    const { all } = review(doc(p(A), list(...items), p(B)), doc(p(A), list(...items.slice(0, 1)), p(B)), doc(p(A), list(...items.slice(1)), p(B)))
    const result = all('theirs')
    result.check()
    expect(lines(result)).toEqual([A, B])
  })

  it('[F4] one removes table row 1, the other row 2: the table stays', () => {
    const rows = [row('Hemp House', '48'), row('Anchor Court', '36'), row('Tar Yard', '28')]
    const { statuses, all } = review(doc(table(...rows)), doc(table(...rows.slice(1))), doc(table(...rows.slice(0, 1), ...rows.slice(2))))
    expect(statuses).toEqual(['clean'])
    expect(lines(all('theirs'))).toEqual(['Tar Yard', '28'])
  })

  it('[F3] a column against a row: asked about the table, never ragged', () => {
    const base = doc(table(row('Hemp House', '48'), row('Anchor Court', '36')))
    const ours = doc(table(row('Hemp House', '48', '31'), row('Anchor Court', '36', '19')))
    const { statuses, all } = review(base, ours, doc(table(row('Hemp House', '48'), row('Anchor Court', '36'), row('Tar Yard', '28'))))
    expect(statuses).toEqual(['conflict'])
    for (const answer of ['ours', 'theirs'] as const) {
      const widths = all(answer)
        .child(0)
        .content.content.map(({ childCount }) => childCount)
      expect(new Set(widths).size).toBe(1)
    }
  })

  it('[F9] a row of a table is asked about whole: its sum never stays behind', () => {
    const { statuses, all } = review(
      doc(table(row('Access', '900'), row('Hall', '700'))),
      doc(table(row('Access', '1,100'), row('Hall', '700'))),
      doc(table(row('Access and childcare', '900'), row('Hall', '700'))),
    )
    expect(statuses).toEqual(['conflict'])
    expect(lines(all('theirs'))).toEqual(['Access and childcare', '900', 'Hall', '700'])
  })

  it('[F9] a task that one ticks and the other rewords is asked about whole', () => {
    const task = (checked: boolean, words: string): Json => ({ type: 'taskList', content: [{ type: 'taskItem', attrs: { checked }, content: [p(words)] }] })
    const { statuses, all } = review(doc(task(false, A)), doc(task(false, `${A} Again.`)), doc(task(true, A)))
    expect(statuses).toEqual(['conflict'])
    expect(all('theirs').toJSON()).toEqual(doc(task(true, A)).toJSON())
    expect(all('ours').toJSON()).toEqual(doc(task(false, `${A} Again.`)).toJSON())
  })

  it('[F3] a comment stays with its words where theirs takes their place, also when they move', () => {
    const marked = (words: string): Json => ({ type: 'paragraph', content: [{ type: 'text', text: words, marks: [{ type: 'comment', attrs: { id: 'c1' } }] }] })
    const commentedWords = (node: Node) => {
      let found = ''
      node.descendants((child) => {
        if (child.marks.some(({ attrs }) => attrs.id === 'c1')) found += child.text
      })
      return found
    }
    const moved = review(doc(p(A), p(B), p(C)), doc(p(A), p(B), marked(C)), doc(p(C), p(A), p(B)))
    expect(moved.statuses).toEqual(['clean'])
    expect(commentedWords(moved.all('theirs'))).toBe(C)
    const reworded = review(doc(p(A), p(B)), doc(p(A), marked(B)), doc(p(A), p(B.replace('a pot', 'two pots'))))
    expect(commentedWords(reworded.all('theirs'))).toBe(B.replace('a pot', 'two pots'))
  })

  it('[F3] content that somebody mixed and that does not fit is left, and told', () => {
    const { merge } = review(doc(p('Rent is 500.')), doc(p('Rent is 450.')), doc(p('Rent is 620.')))
    const [hunk] = merge.hunks
    if (!hunk) throw new Error('no change')
    expect(merge.apply([decide<MixedText>(hunk, { mixed: [[{ type: 'text', text: 'Rent is 500.' }]] })])).toMatchObject({ unplaced: [] })
    const wrong = merge.apply([decide<MixedText>(hunk, { mixed: [[{ type: 'heading', content: [] }]] })])
    expect([wrong.unplaced, wrong.content]).toEqual([[hunk.id], merge.ours])
    expect(merge.apply([decide<MixedText>(hunk, { mixed: [[{ type: 'nothing we know' }]] })]).unplaced).toEqual([hunk.id])
    expect(takeAll(merge.hunks, 'clean')).toEqual([])
  })
})
