import { IdRanges } from './ranges'

/**
 * What some bytes hold, as sets that can be compared: inserted ids, deleted ids, records. [S2a] and [S7a] compare all
 * three: without deletions a text comes back that somebody took out, without records a position is lost.
 */
export interface Content {
  readonly inserted: IdRanges
  readonly deleted: IdRanges
  /** Record ids, hex. */
  readonly records: Set<string>
}

export const nothing = (): Content => ({ inserted: new IdRanges(), deleted: new IdRanges(), records: new Set() })

export const isNothing = ({ inserted, deleted, records }: Content): boolean => inserted.isEmpty && deleted.isEmpty && records.size === 0

export function addContent(to: Content, more: Content): void {
  to.inserted.addAll(more.inserted)
  to.deleted.addAll(more.deleted)
  for (const id of more.records) to.records.add(id)
}

export function removeContent(from: Content, what: Content): void {
  from.inserted.removeAll(what.inserted)
  from.deleted.removeAll(what.deleted)
  for (const id of what.records) from.records.delete(id)
}

export function union(parts: Iterable<Content>): Content {
  const all = nothing()
  for (const part of parts) addContent(all, part)
  return all
}
