import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../../shared/result'
import { type Content, nothing } from './content'

/**
 * [S14] Before an update becomes a row it is read from end to end, without a Y.Doc: it must decode, and be neither too
 * large nor too deep. What passes can be applied, folded and compared later without a surprise. Decoding also yields
 * what the update holds, so the check costs nothing more than the comparison needs anyway.
 */
export const UPDATE_LIMITS = {
  /** Bytes, in the first encoding. */
  bytes: 32 * 1024 * 1024,
  /** Items, and deleted ranges: far beyond any text that people write, and still quickly counted. */
  structs: 500_000,
  /** Types inside types, counted within one update. Sixty lists inside each other have 121. */
  depth: 256,
} as const

export type UpdateRefusal = 'too large' | 'does not decode' | 'too many items' | 'too deep' | 'a document inside' | 'not in order'

class TooMany extends Error {}

/** Counts before anything is built: run-length encoding makes a million items of the second encoding a few bytes. */
class CountingDecoder extends Y.UpdateDecoderV2 {
  #count = 0
  override readInfo(): number {
    if (++this.#count > UPDATE_LIMITS.structs) throw new TooMany()
    return super.readInfo()
  }
}

/** An update in either encoding as one in the first, which rows are in. */
export function toFirstEncoding(update: Uint8Array, isV2: boolean): Result<Uint8Array, UpdateRefusal> {
  if (!isV2) return ok(update)
  if (update.length > UPDATE_LIMITS.bytes) return refuse('too large')
  try {
    Y.decodeUpdateV2(update, CountingDecoder)
    return ok(Y.convertUpdateFormatV2ToV1(update))
  } catch (error) {
    return refuse(error instanceof TooMany ? 'too many items' : 'does not decode')
  }
}

/** What an update (first encoding) holds, or why it is not taken. Never throws. */
export function checkUpdate(update: Uint8Array): Result<Content, UpdateRefusal> {
  if (update.length > UPDATE_LIMITS.bytes) return refuse('too large')
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return refuse('does not decode')
  }
  const { structs, ds } = decoded
  if (structs.length > UPDATE_LIMITS.structs) return refuse('too many items')
  const content = nothing()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    if (!Number.isSafeInteger(struct.id.clock + struct.length)) return refuse('does not decode')
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentDoc) return refuse('a document inside')
    if (struct instanceof Y.Item && namesWhatFollows(struct)) return refuse('not in order')
    content.inserted.add(struct.id.client, struct.id.clock, struct.length)
  }
  let ranges = 0
  for (const [client, deleted] of ds.clients)
    for (const { clock, len } of deleted) {
      if (++ranges > UPDATE_LIMITS.structs) return refuse('too many items')
      if (!Number.isSafeInteger(clock + len)) return refuse('does not decode')
      content.deleted.add(client, clock, len)
    }
  return isTooDeep(structs) ? refuse('too deep') : ok(content)
}

/** Names an item of its own client that only comes after it: Yjs takes that for granted, and fails in the middle of a transaction. */
function namesWhatFollows({ id, origin, rightOrigin, parent }: Y.Item): boolean {
  return [origin, rightOrigin, parent].some((named) => named instanceof Y.ID && named.client === id.client && named.clock >= id.clock)
}

/** Types inside types, as far as the update itself says: what its items name as parent, or share with their neighbour. */
function isTooDeep(structs: readonly (Y.GC | Y.Item | Y.Skip)[]): boolean {
  const types = structs.filter((struct): struct is Y.Item => struct instanceof Y.Item && struct.content instanceof Y.ContentType)
  if (types.length <= UPDATE_LIMITS.depth) return false
  const byClient = new Map<number, Y.Item[]>()
  for (const struct of structs)
    if (struct instanceof Y.Item) {
      const list = byClient.get(struct.id.client)
      if (list) list.push(struct)
      else byClient.set(struct.id.client, [struct])
    }
  const itemAt = ({ client, clock }: Y.ID): Y.Item | null => {
    const list = byClient.get(client) ?? []
    let low = 0
    let high = list.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const item = list[middle]
      if (!item) return null
      if (clock < item.id.clock) high = middle - 1
      else if (clock >= item.id.clock + item.length) low = middle + 1
      else return item
    }
    return null
  }
  /** The item that decides where this one hangs: its parent (one deeper), or a neighbour (as deep). */
  const towardsRoot = (item: Y.Item): { item: Y.Item; step: 0 | 1 } | null => {
    const neighbour = item.origin ?? item.rightOrigin
    const next = neighbour ? itemAt(neighbour) : item.parent instanceof Y.ID ? itemAt(item.parent) : null
    return next && { item: next, step: neighbour ? 0 : 1 }
  }
  const depths = new Map<Y.Item, number>()
  for (const type of types) {
    const path: { item: Y.Item; step: 0 | 1 }[] = []
    const seen = new Set<Y.Item>()
    let at: { item: Y.Item; step: 0 | 1 } | null = { item: type, step: 0 }
    let depth = 0
    while (at) {
      const known = depths.get(at.item)
      path.push(at)
      if (known !== undefined) {
        depth = known
        break
      }
      if (seen.has(at.item)) return true // a ring is deeper than anything
      seen.add(at.item)
      at = towardsRoot(at.item)
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const entry = path[i]
      if (!entry) continue
      if (!depths.has(entry.item)) depths.set(entry.item, depth)
      depth = (depths.get(entry.item) ?? 0) + entry.step
      if (depth > UPDATE_LIMITS.depth) return true
    }
  }
  return false
}

/** What is sealed: the second encoding where it is shorter. Short updates are not tried. */
export function forSealing(update: Uint8Array): { isV2: boolean; body: Uint8Array } {
  if (update.length < 512) return { isV2: false, body: update }
  const second = Y.convertUpdateFormatV1ToV2(update)
  return second.length < update.length ? { isV2: true, body: second } : { isV2: false, body: update }
}
