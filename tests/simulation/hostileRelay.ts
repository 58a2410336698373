import { below, pick, type Random } from './random'

/** What a relay gone bad does to the records that it sends: a share is dropped, doubled, held back, old or torn. */
export function tamperer(random: Random, isBad: () => boolean): (record: Uint8Array) => readonly Uint8Array[] {
  const archive: Uint8Array[] = []
  let held: Uint8Array[] = []
  return (record) => {
    if (!isBad()) {
      const late = held
      held = []
      return [...late, record]
    }
    archive.push(record)
    const x = random()
    if (x < 0.03) return []
    if (x < 0.06) return [record, record]
    if (x < 0.09) {
      held.push(record)
      return []
    }
    if (x < 0.12) return [record, ...[pick(random, archive)].flatMap((old) => old ?? [])]
    if (x < 0.15) return [torn(record, random)]
    const late = random() < 0.3 ? held.splice(0) : []
    return [record, ...late]
  }
}

/** One bit of its body is another; the record's own frame stays whole. */
function torn(record: Uint8Array, random: Random): Uint8Array {
  if (record.length <= 5) return record
  const copy = record.slice()
  const at = 5 + below(random, record.length - 5)
  copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8))
  return copy
}
