/** What a change is, as data: the catalogue makes words of it. */
import type { Node } from '@tiptap/pm/model'
import type { RangeRegion, Region } from './mergeTree'
import { keyOf, sameNodes, tidyText } from './pieces'
import { textsOf, wordChanges } from './wordChanges'

export type ChangeKind = 'added' | 'removed' | 'reworded' | 'formatted' | 'moved' | 'split' | 'joined' | 'restructured' | 'settings'

/** What was changed: a block's name in the schema, or a part of a text. */
export type ChangedUnit = 'section' | 'sentence' | 'list' | 'row' | 'item' | 'block' | (string & {})

export interface HunkTitle {
  readonly kind: ChangeKind
  readonly unit: ChangedUnit
  /** How many units: blocks of a section, items of a list. */
  readonly count: number
  /** The words of the nearest heading above; null before the first. */
  readonly section: string | null
  /** The heading of an added or removed section; else the first words that came, or that went. */
  readonly excerpt: string
}

const MOST = 80

function excerptOf(text: string): string {
  if (text.length <= MOST) return text
  const cut = text.slice(0, MOST)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MOST / 2)).trimEnd()}…`
}

const isList = (node: Node): boolean => /List$/.test(node.type.name)
const SHORT_NAMES: Readonly<Record<string, ChangedUnit>> = {
  tableRow: 'row',
  listItem: 'item',
  taskItem: 'item',
  bulletList: 'list',
  orderedList: 'list',
  taskList: 'list',
}

function unitOf(nodes: readonly Node[]): { unit: ChangedUnit; count: number } {
  const [first] = nodes
  if (!first) return { unit: 'block', count: 0 }
  if (first.isInline) return { unit: 'sentence', count: 1 }
  if (first.type.name === 'heading' && nodes.length > 1) return { unit: 'section', count: nodes.length - 1 }
  if (nodes.length === 1 && isList(first)) return { unit: 'list', count: first.childCount }
  const isOne = nodes.every(({ type }) => type === first.type)
  return { unit: isOne ? (SHORT_NAMES[first.type.name] ?? first.type.name) : 'block', count: nodes.length }
}

/** The words of the headings before each place of a document. */
export class Sections {
  private readonly headings: { readonly at: number; readonly words: string }[] = []

  constructor(doc: Node) {
    doc.forEach((node, at) => {
      if (node.type.name === 'heading') this.headings.push({ at, words: tidyText([node]) })
    })
  }
  at(position: number): string | null {
    return this.headings.findLast(({ at }) => at < position)?.words ?? null
  }
}

const isRange = (region: Region): region is RangeRegion => region.kind === 'range'

function kindOfMany(changes: readonly RangeRegion[]): ChangeKind {
  const gone = changes.filter(({ theirs, base }) => theirs.length === 0 && base.length > 0)
  const come = changes.filter(({ theirs, base }) => base.length === 0 && theirs.length > 0)
  const within = changes.filter(({ inline }) => inline)
  if (changes.length === 2 && within.length === 1) {
    const [other] = changes.filter(({ inline }) => !inline)
    if (other?.base.length === 0 && other.theirs.every(({ isTextblock }) => isTextblock)) return 'split'
    if (other?.theirs.length === 0 && other.base.every(({ isTextblock }) => isTextblock)) return 'joined'
  }
  if (gone.some(({ base }) => come.some(({ theirs }) => keyOf(base) === keyOf(theirs) || tidyText(base) === tidyText(theirs)))) return 'moved'
  return changes.every(({ inline }) => inline) ? 'reworded' : 'restructured'
}

function kindOfOne({ base, theirs, inline }: RangeRegion): ChangeKind {
  if (base.length === 0) return 'added'
  if (theirs.length === 0) return 'removed'
  const before = textsOf(base)
  const after = textsOf(theirs)
  if (before.join('') !== after.join('')) {
    if (!inline && (base.length > 1 || theirs.length > 1 || base[0]?.type !== theirs[0]?.type)) return 'restructured'
    return 'reworded'
  }
  if (!inline && (before.length !== after.length || base[0]?.type !== theirs[0]?.type)) return 'restructured'
  return inline || sameShells(base, theirs) ? 'formatted' : 'settings'
}
const sameShells = (a: readonly Node[], b: readonly Node[]): boolean =>
  a.length === b.length && a.every((node, index) => node.type === b[index]?.type && JSON.stringify(node.attrs) === JSON.stringify(b[index]?.attrs))

export function titleOf(group: readonly Region[], sections: { readonly base: Sections; readonly theirs: Sections }): HunkTitle {
  const changes = group.filter((region) => region.theirsChanged)
  const ranges = changes.filter(isRange)
  const [main = changes[0]] = ranges.filter(({ theirs }) => theirs.length > 0)
  if (!main) throw new Error('a change without a region')
  const section = sections.theirs.at(main.at.theirs[0]) ?? sections.base.at(main.at.base[0])
  if (ranges.length === 0 || main.kind === 'shell') {
    const region = ranges[0] ?? main
    const node = region.kind === 'shell' ? region.theirs : (region.base[0] ?? region.parent)
    if (region.kind === 'shell') return { kind: 'settings', ...unitOf([node]), count: 1, section, excerpt: excerptOf(tidyText([node])) }
    return { kind: ranges.length > 1 ? kindOfMany(ranges) : kindOfOne(region), ...unitOf(region.base), section, excerpt: excerptOf(firstText(region.base)) }
  }
  const kind = ranges.length > 1 ? kindOfMany(ranges) : kindOfOne(main)
  const nodes = main.theirs.length > 0 ? main.theirs : main.base
  const { deleted, inserted } = wordChanges(main.base, main.theirs)
  const words = kind === 'added' || kind === 'moved' || sameNodes(main.base, []) ? firstText(nodes) : (inserted[0] ?? deleted[0] ?? tidyText(nodes))
  return { kind, ...unitOf(nodes), section, excerpt: excerptOf(words) }
}
const firstText = (nodes: readonly Node[]): string =>
  textsOf(nodes)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .find((text) => text !== '') ?? ''
