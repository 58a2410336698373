import type { DocumentRows, OutRow, RelayKey } from './deviceLog'

/** A closed document is never further behind its base than this. */
export const COMPACTION = { rows: 64, bytes: 64 * 1024 } as const

/** What would be folded now. */
export interface Behind {
  readonly rows: number
  readonly bytes: number
}

/** [S3] An out row may be folded once every relay of its document has it; where there is no relay, at once. */
export const isAcknowledged = ({ acknowledged }: Pick<OutRow, 'acknowledged'>, relays: readonly RelayKey[]): boolean =>
  relays.every((relay) => acknowledged.includes(relay))

export function behind(rows: Pick<DocumentRows, 'in' | 'out'>, relays: readonly RelayKey[]): Behind {
  const foldable = [...rows.in, ...rows.out.filter((row) => isAcknowledged(row, relays))]
  return { rows: foldable.length, bytes: foldable.reduce((bytes, { update }) => bytes + update.length, 0) }
}

export const needsCompaction = ({ rows, bytes }: Behind): boolean => rows > COMPACTION.rows || bytes > COMPACTION.bytes
