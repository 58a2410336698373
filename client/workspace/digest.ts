import * as Y from 'yjs'
import type { DocumentRows } from '../device/deviceLog'
import { titleOf, wordCount } from './seedText'
import type { Digest } from './stored'

/**
 * A glance at a document's rows (pure): title, words, who changed it last. Made when its rows have changed and kept, so
 * that a list of 200 documents needs no Y.Doc.
 */

export const NO_DIGEST: Digest = { v: 1, title: '', changedAt: null, changedBy: null, seenAt: null, othersAt: null, words: 0 }

interface Change {
  readonly at: number
  readonly by: string
}
const later = (a: Change | null, b: Change): Change => (a === null || b.at > a.at ? b : a)

/**
 * @param before the last glance: rows that were folded since no longer say who and when
 * @param mine is this author (hex) a device of the same person?
 * @param me this device's own author, for rows made here
 */
export function digestRows(rows: DocumentRows, before: Digest, me: string, mine: (author: string) => boolean): Digest {
  const newest = [...rows.in.map(({ at, author }) => ({ at, by: author })), ...rows.out.map(({ at }) => ({ at, by: me }))].reduce<Change | null>(later, null)
  const others = rows.in.filter(({ author }) => !mine(author)).reduce((at, row) => Math.max(at, row.at), before.othersAt ?? 0)
  const isNewer = newest !== null && newest.at >= (before.changedAt ?? 0)
  const read = readRows(rows)
  return {
    v: 1,
    title: read?.title ?? before.title,
    words: read?.words ?? before.words,
    changedAt: isNewer ? newest.at : before.changedAt,
    changedBy: isNewer ? newest.by : before.changedBy,
    seenAt: before.seenAt,
    othersAt: others === 0 ? null : others,
  }
}

/** null: nothing of the text is here, or what is here does not read. */
function readRows(rows: DocumentRows): { title: string; words: number } | null {
  const doc = new Y.Doc()
  try {
    for (const row of [...(rows.base ? [rows.base] : []), ...rows.in, ...rows.out]) Y.applyUpdate(doc, row.update)
    const title = titleOf(doc)
    return title === null ? null : { title, words: wordCount(doc) }
  } catch {
    return null
  } finally {
    doc.destroy()
  }
}

export const isSameDigest = (a: Digest, b: Digest): boolean =>
  a.title === b.title && a.changedAt === b.changedAt && a.changedBy === b.changedBy && a.seenAt === b.seenAt && a.othersAt === b.othersAt && a.words === b.words
