/** Random texts and random edits of them, as people make them. */
import { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { vi } from 'vitest'
import type { ProseMirrorJson } from '../../../client/crypto/canonicalText'
import type { DocumentNode } from '../../../client/documents/documentJson'
import { documentSchema } from '../../../client/documents/schema/schema'
import { withoutComments } from '../../../client/merge/comments'
import { inlineText } from '../../../client/merge/pieces'
import { sentencesIn } from '../../../client/merge/words'
import { randomDocument } from '../documents/markdown/randomDocuments'

/**
 * Cases per property: CASES=10000 for a long night. A failure prints its seed at once; SHRINK=1 with that seed looks for the smallest text that fails, which may
 * take minutes.
 */
export const CASES = { numRuns: Number(process.env.CASES ?? 300), endOnFailure: process.env.SHRINK === undefined }

vi.setConfig({ testTimeout: 600_000 })

export interface Json {
  type: string
  attrs?: Record<string, unknown>
  content?: Json[]
  text?: string
  marks?: { type: string; attrs?: Record<string, unknown> }[]
}

export const schema = documentSchema()
export const nodeOf = (json: unknown): Node => {
  const node = Node.fromJSON(schema, json)
  node.check()
  return node
}
export const jsonOf = (node: Node): ProseMirrorJson => node.toJSON() as ProseMirrorJson

/** A small generator of its own: an edit needs many draws, and fast-check gives the seed that repeats them. */
export class Dice {
  constructor(private state: number) {}
  next(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
  of<T>(list: readonly T[]): T {
    const chosen = list[this.next(list.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
}

const WORDS = [
  'roof',
  'rent',
  'kitchen',
  'the',
  'of',
  'meeting',
  'boiler',
  'סולם',
  'سقف',
  'اجتماع',
  'कमरा',
  '屋根',
  '会议',
  '👩🏽‍🌾',
  '🇪🇺',
  'é',
  '480',
  'e.g.',
  'A',
]
const sentence = (dice: Dice): string => {
  const words = Array.from({ length: 2 + dice.next(9) }, () => dice.of(WORDS))
  return `${words.join(' ')}${dice.of(['.', '.', '?', '!', '。', '…', '؟'])}`
}
export const prose = (dice: Dice): string => Array.from({ length: 1 + dice.next(4) }, () => sentence(dice)).join(dice.next(8) === 0 ? '' : ' ')

const paragraph = (text: string): Json => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const block = (dice: Dice): Json => {
  const items = (type: string, attrs: Record<string, unknown>): Json[] =>
    Array.from({ length: 1 + dice.next(4) }, () => ({ type, attrs, content: [paragraph(prose(dice)), ...(dice.next(6) === 0 ? [list(dice)] : [])] }))
  const list = (inner: Dice): Json =>
    inner.next(2) === 0
      ? { type: 'bulletList', content: items('listItem', {}) }
      : { type: 'taskList', content: items('taskItem', { checked: inner.next(2) === 0 }) }
  switch (dice.next(9)) {
    case 0:
      return { type: 'heading', attrs: { level: 1 + dice.next(3) }, content: [{ type: 'text', text: sentence(dice) }] }
    case 1:
      return list(dice)
    case 2: {
      const columns = 1 + dice.next(3)
      const row = (type: string): Json => ({
        type: 'tableRow',
        content: Array.from({ length: columns }, () => ({ type, content: [paragraph(sentence(dice))] })),
      })
      return { type: 'table', content: [row('tableHeader'), ...Array.from({ length: 1 + dice.next(3) }, () => row('tableCell'))] }
    }
    case 3:
      return { type: 'blockquote', content: [paragraph(prose(dice))] }
    case 4:
      return { type: 'paragraph' }
    case 5:
      return { type: 'assumption', attrs: { watchedBy: dice.of(WORDS) }, content: [{ type: 'text', text: sentence(dice) }] }
    default:
      return paragraph(prose(dice))
  }
}

export const randomText: fc.Arbitrary<Node> = fc.tuple(randomDocument, fc.integer(), fc.integer({ min: 0, max: 8 })).map(([document, seed, count]) => {
  const dice = new Dice(seed)
  const written = Array.from({ length: count }, () => block(dice))
  const content = [...((document as DocumentNode).content ?? []), ...written]
  return withoutComments(nodeOf({ type: 'doc', content }))
})
export const seed = fc.integer()

interface Spot {
  readonly node: Json
  readonly parent: Json
  readonly index: number
}
function spotsOf(root: Json, wanted: (node: Json) => boolean): Spot[] {
  const spots: Spot[] = []
  const walk = (parent: Json) => {
    for (const [index, node] of (parent.content ?? []).entries()) {
      if (wanted(node)) spots.push({ node, parent, index })
      walk(node)
    }
  }
  walk(root)
  return spots
}
const named =
  (...types: string[]) =>
  ({ type }: Json) =>
    types.includes(type)
const isBlock = ({ type }: Json) =>
  !['text', 'hardBreak', 'mention', 'tableRow', 'tableCell', 'tableHeader', 'listItem', 'taskItem', 'detailsSummary', 'detailsContent'].includes(type)
const copyOf = <T>(value: T): T => structuredClone(value)

type Op = (root: Json, dice: Dice) => void
const pick = (root: Json, dice: Dice, wanted: (node: Json) => boolean): Spot | null => {
  const spots = spotsOf(root, wanted)
  return spots.length === 0 ? null : dice.of(spots)
}
const onText: Op = (root, dice) => {
  const spot = pick(root, dice, named('text'))
  if (!spot) return
  const text = spot.node.text ?? ''
  const points = [...text].length
  const from = dice.next(points + 1)
  const to = Math.min(points, from + dice.next(4))
  const letters = [...text]
  const middle = dice.of(['', ` ${dice.of(WORDS)} `, dice.of(WORDS), `. ${sentence(dice)} `])
  const next = letters.slice(0, from).join('') + middle + letters.slice(to).join('')
  if (next === '') spot.parent.content?.splice(spot.index, 1)
  else spot.node.text = next
}
const addSentence: Op = (root, dice) => {
  const spot = pick(root, dice, named('paragraph'))
  if (spot) spot.node.content = [...(spot.node.content ?? []), { type: 'text', text: ` ${sentence(dice)}` }]
}
const mark: Op = (root, dice) => {
  const spot = pick(root, dice, named('text'))
  if (!spot) return
  const type = dice.of(['bold', 'italic', 'strike'])
  const had = spot.node.marks?.some((other) => other.type === type)
  spot.node.marks = had ? spot.node.marks?.filter((other) => other.type !== type) : [...(spot.node.marks ?? []), { type }]
}
const split: Op = (root, dice) => {
  const spot = pick(root, dice, ({ type, content }) => type === 'paragraph' && (content?.length ?? 0) > 0)
  if (!spot?.node.content) return
  const at = dice.next(spot.node.content.length)
  const text = spot.node.content[at]
  if (text?.text === undefined) return
  const letters = [...text.text]
  const cut = dice.next(letters.length + 1)
  const part = (from: number, to?: number): Json[] => {
    const piece = letters.slice(from, to).join('')
    return piece === '' ? [] : [{ ...copyOf(text), text: piece }]
  }
  const before = [...spot.node.content.slice(0, at), ...part(0, cut)]
  const behind = [...part(cut), ...spot.node.content.slice(at + 1)]
  spot.parent.content?.splice(spot.index, 1, { ...spot.node, content: before }, { ...copyOf(spot.node), content: behind })
}
const join: Op = (root, dice) => {
  const spot = pick(root, dice, named('paragraph'))
  const next = spot?.parent.content?.[spot.index + 1]
  if (!spot || next?.type !== 'paragraph') return
  spot.node.content = [...(spot.node.content ?? []), ...(next.content ?? [])]
  spot.parent.content?.splice(spot.index + 1, 1)
}
const remove: Op = (root, dice) => {
  const spot = pick(root, dice, dice.next(2) === 0 ? isBlock : named('listItem', 'taskItem', 'tableRow'))
  spot?.parent.content?.splice(spot.index, 1)
}
const insert: Op = (root, dice) => {
  const spot = pick(root, dice, isBlock)
  spot?.parent.content?.splice(spot.index + dice.next(2), 0, block(dice))
}
const insertLike: Op = (root, dice) => {
  const spot = pick(root, dice, named('listItem', 'taskItem', 'tableRow'))
  if (!spot) return
  const added = copyOf(spot.node)
  for (const text of spotsOf(added, named('text'))) text.node.text = sentence(dice)
  spot.parent.content?.splice(spot.index + dice.next(2), 0, added)
}
const move: Op = (root, dice) => {
  const wanted = dice.next(2) === 0 ? isBlock : named('listItem', 'taskItem', 'tableRow')
  const from = pick(root, dice, wanted)
  if (!from) return
  from.parent.content?.splice(from.index, 1)
  const to = pick(root, dice, wanted)
  to?.parent.content?.splice(to.index, 0, from.node)
}
const retype: Op = (root, dice) => {
  const spot = pick(root, dice, named('paragraph', 'heading', 'codeBlock', 'bulletList', 'orderedList', 'assumption'))
  if (!spot) return
  if (/List$/.test(spot.node.type)) spot.node.type = spot.node.type === 'bulletList' ? 'orderedList' : 'bulletList'
  else spot.node.type = dice.of(['paragraph', 'heading', 'codeBlock', 'assumption'])
  spot.node.attrs = {}
}
const settings: Op = (root, dice) => {
  const spot = pick(root, dice, named('heading', 'taskItem', 'orderedList', 'assumption', 'paragraph', 'image'))
  if (!spot) return
  const values: Record<string, Record<string, unknown>> = {
    heading: { level: 1 + dice.next(3) },
    taskItem: { checked: !spot.node.attrs?.checked },
    orderedList: { start: dice.next(9) },
    assumption: { watchedBy: dice.of(WORDS) },
    paragraph: { lang: dice.of(['ar', 'es', null]) },
    image: { alt: sentence(dice) },
  }
  spot.node.attrs = { ...spot.node.attrs, ...values[spot.node.type] }
}
const wrap: Op = (root, dice) => {
  const spot = pick(root, dice, named('paragraph'))
  if (!spot) return
  const inner =
    dice.next(2) === 0 ? { type: 'blockquote', content: [spot.node] } : { type: 'bulletList', content: [{ type: 'listItem', content: [spot.node] }] }
  spot.parent.content?.splice(spot.index, 1, inner)
}
const indent: Op = (root, dice) => {
  const spot = pick(root, dice, named('listItem'))
  const before = spot?.parent.content?.[spot.index - 1]
  if (!spot || before?.type !== 'listItem') return
  spot.parent.content?.splice(spot.index, 1)
  before.content = [...(before.content ?? []), { type: spot.parent.type, content: [spot.node] }]
}
const column: Op = (root, dice) => {
  const spot = pick(root, dice, named('table'))
  const isAdding = dice.next(2) === 0
  for (const row of spot?.node.content ?? []) {
    const first = row.content?.[0]
    if (isAdding && first) row.content?.push({ ...copyOf(first), content: [paragraph(sentence(dice))] })
    else if ((row.content?.length ?? 0) > 1) row.content?.pop()
  }
}
const OPS: readonly Op[] = [
  onText,
  onText,
  onText,
  onText,
  addSentence,
  mark,
  split,
  join,
  remove,
  insert,
  insertLike,
  move,
  retype,
  settings,
  wrap,
  indent,
  column,
]

/** The text after some edits; those that would break the schema are not made. */
export function edited(doc: Node, seedOfEdits: number, count: number): Node {
  const dice = new Dice(seedOfEdits)
  let json = doc.toJSON() as Json
  for (let made = 0; made < count; made++) {
    const next = copyOf(json)
    dice.of(OPS)(next, dice)
    try {
      json = nodeOf(next).toJSON() as Json
    } catch {
      // Not an edit that an editor allows.
    }
  }
  return nodeOf(json)
}

/** Comments on some of the words. */
export function commented(doc: Node, seedOfComments: number, count: number): Node {
  const dice = new Dice(seedOfComments)
  const json = doc.toJSON() as Json
  for (let id = 0; id < count; id++) {
    const spot = pick(json, dice, named('text'))
    if (spot) spot.node.marks = [...(spot.node.marks ?? []), { type: 'comment', attrs: { id: `c${id}` } }]
  }
  return nodeOf(json)
}

/** The text with words that stand nowhere else, `mark0x`, `mark1x` …, somewhere in its sentences. */
export function withWords(doc: Node, seedOfWords: number, name: string, count: number): { readonly text: Node; readonly words: readonly string[] } {
  const dice = new Dice(seedOfWords)
  const json = doc.toJSON() as Json
  const words: string[] = []
  for (let index = 0; index < count; index++) {
    const spot = pick(json, dice, named('text'))
    if (!spot) break
    const pieces = (spot.node.text ?? '').split(' ')
    const word = `${name}${index}x`
    pieces.splice(dice.next(pieces.length + 1), 0, word)
    spot.node.text = pieces.join(' ')
    words.push(word)
  }
  return { text: nodeOf(json), words }
}

export const timesIn = (text: string, word: string): number => text.split(word).length - 1

/** Whatever somebody reads as one: sentences of paragraphs, whole headings and table rows. */
export function unitsOf(doc: Node): Set<string> {
  const found = new Set<string>()
  doc.descendants((node) => {
    if (node.type.name === 'tableRow') {
      found.add(node.textBetween(0, node.content.size, ' | '))
      return false
    }
    if (!node.isTextblock) return true
    const text = inlineText(node.content)
    for (const sentence of node.type.name === 'paragraph' ? sentencesIn(text) : [text.trim()]) found.add(sentence)
    return false
  })
  return found
}
