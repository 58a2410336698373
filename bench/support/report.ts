/** One line of the table: what was measured, here and at the peers in the same run, and what was promised. */
export interface Row {
  readonly what: string
  readonly unit: string
  readonly here: number
  readonly peers?: Readonly<Record<string, number>>
  /** The promise in words, as in DESIGN's budgets. */
  readonly budget?: string
  /** Whether it is kept; absent where there is none. */
  readonly kept?: boolean
  /** Whatever else a reader has to know. */
  readonly note?: string
}

const digits = (value: number): string =>
  Number.isNaN(value) ? '-' : value >= 100 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(2)

export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, unit, here, peers = {}, budget = '', kept, note = '' }) => [
    what,
    `${digits(here)} ${unit}`,
    Object.entries(peers)
      .map(([name, value]) => `${name} ${digits(value)}`)
      .join(', '),
    budget,
    kept === undefined ? '' : kept ? 'kept' : 'MISSED',
    note,
  ])
  const all = [['what', 'here', 'in the same run', 'budget', '', ''], ...cells]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? []
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The value below which `share` (0 to 1) of the values lie; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)
