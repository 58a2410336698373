import type { RecordId, VerifiedRecord } from '../../crypto/record'

export type RecordIdSet = (id: string) => ReadonlySet<string>

/** All that a record comes after, directly or not, as far as it is here; worked out when it is asked for, and kept (pure). */
export function ancestorsOf(records: readonly Pick<VerifiedRecord, 'id' | 'after'>[]): RecordIdSet {
  const byId = new Map<string, readonly RecordId[]>(records.map(({ id, after }) => [id, after]))
  const known = new Map<string, ReadonlySet<string>>()
  return (id) => {
    const held = known.get(id)
    if (held) return held
    const found = new Set<string>()
    const open = [id]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const before of byId.get(at) ?? []) {
        if (found.has(before)) continue
        found.add(before)
        const far = known.get(before)
        if (far) for (const each of far) found.add(each)
        else open.push(before)
      }
    known.set(id, found)
    return found
  }
}
