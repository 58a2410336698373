/** All changes in a few words, as data: "adds a section on childcare, rewords 4 paragraphs, removes a table; 2 were changed in both". */
import type { ChangedUnit, ChangeKind } from './hunkTitle'
import type { TextMerge } from './textMerge'

export interface SummaryPart {
  readonly kind: ChangeKind
  readonly unit: ChangedUnit
  readonly count: number
  /** Headings of the sections, first words of the others, as far as there are any. */
  readonly names: readonly string[]
}

export interface ChangeSummary {
  /** Most telling first. */
  readonly parts: readonly SummaryPart[]
  /** Changes that somebody is asked about. */
  readonly total: number
  readonly inBoth: number
}

const KINDS: readonly ChangeKind[] = ['added', 'removed', 'moved', 'restructured', 'split', 'joined', 'reworded', 'formatted', 'settings']
const UNITS: readonly ChangedUnit[] = ['section', 'heading', 'title', 'table', 'list', 'paragraph']
const rank = <T>(order: readonly T[], value: T): number => (order.indexOf(value) < 0 ? order.length : order.indexOf(value))

export function summaryOf(merge: TextMerge): ChangeSummary {
  const found = new Map<string, { kind: ChangeKind; unit: ChangedUnit; count: number; names: string[]; blocks: Set<unknown> }>()
  const asked = merge.hunks.filter(({ status }) => status !== 'same')
  for (const { id, title } of asked) {
    const isWithin = title.unit === 'sentence'
    // A paragraph in which two sentences were reworded is one reworded paragraph.
    const block = isWithin ? merge.regionsOf(id)[0]?.parent : null
    const kind = isWithin && (title.kind === 'added' || title.kind === 'removed') ? 'reworded' : title.kind
    const unit = isWithin ? 'paragraph' : title.unit
    const key = `${kind} ${unit}`
    const part = found.get(key) ?? { kind, unit, count: 0, names: [], blocks: new Set() }
    found.set(key, part)
    if (block && part.blocks.has(block)) continue
    part.blocks.add(block)
    part.count += isWithin || unit === 'section' || unit === 'list' || title.kind === 'moved' ? 1 : Math.max(1, title.count)
    part.names.push(title.excerpt)
  }
  const parts = [...found.values()]
    .map(({ blocks: _, ...part }) => part)
    .sort((a, b) => rank(KINDS, a.kind) - rank(KINDS, b.kind) || rank(UNITS, a.unit) - rank(UNITS, b.unit))
  return { parts, total: asked.length, inBoth: asked.filter(({ status }) => status === 'conflict').length }
}
