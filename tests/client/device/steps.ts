import fc from 'fast-check'
import type { DeviceLog, DocumentKey, DocumentRows, RecordId, RelayKey } from '../../../client/device/deviceLog'
import { bytes, cursorAt, doc, incoming, otherDoc, otherRelay, out, relay } from '../../contracts/deviceLogRows'

/** One thing that is done to a log. `fence` names one of the numbers that have been taken: 0 is the newest. */
export type Step =
  | { do: 'out'; doc: DocumentKey; n: number; text: string }
  | { do: 'record'; doc: DocumentKey; id: RecordId; forget: RecordId[] }
  | { do: 'create'; doc: DocumentKey; text: string }
  | { do: 'fence' }
  | { do: 'receive'; fence: number; doc: DocumentKey; ids: string[]; records: RecordId[]; forget: RecordId[]; relay: RelayKey; seq: number }
  | { do: 'acknowledge'; fence: number; doc: DocumentKey; relay: RelayKey; ns: number[]; records: RecordId[]; seq: number }
  | { do: 'compact'; fence: number; doc: DocumentKey; relays: RelayKey[] }
  | { do: 'drop'; doc: DocumentKey }

const docs = fc.constantFrom(doc, otherDoc)
const relays = fc.constantFrom(relay, otherRelay)
const ids = fc.constantFrom('a', 'b', 'c', 'd') as fc.Arbitrary<RecordId>
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 })
const fence = fc.constantFrom(0, 0, 0, 0, 1)
const seq = fc.nat(100)
const n = fc.nat(5)

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('out' as const), doc: docs, n, text: fc.constantFrom('x', 'yy', 'zzz') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('record' as const), doc: docs, id: ids, forget: few(ids) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('create' as const), doc: docs, text: fc.constantFrom('p', 'q') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fence' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('receive' as const), fence, doc: docs, ids: few(ids), records: few(ids), forget: few(ids), relay: relays, seq }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), fence, doc: docs, relay: relays, ns: few(n), records: few(ids), seq }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('compact' as const), fence, doc: docs, relays: few(relays) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), doc: docs }) },
)

const recordOf = (id: RecordId) => ({ id, bytes: bytes(id.charCodeAt(0)) })

/** Does the steps to one log after the other, or all at once, as a window may; what it gets back, in order. */
export class Doer {
  readonly #fences: number[] = []

  async do(log: DeviceLog, one: Step): Promise<unknown> {
    switch (one.do) {
      case 'out':
        return log.appendOut(one.doc, out(one.n, one.text))
      case 'record':
        return log.appendRecord(one.doc, recordOf(one.id), one.forget)
      case 'create':
        return log.createDocument(one.doc, { create: bytes(one.text.length), base: out(0, one.text) })
      case 'fence': {
        const taken = await log.takeFence()
        this.#fences.unshift(taken)
        return null
      }
      case 'receive': {
        const rows = one.ids.map((id) => incoming(id))
        const records = one.records.map(recordOf)
        return log.receive(this.#fence(one.fence), one.doc, { in: rows, records, forget: one.forget, relay: one.relay, cursor: cursorAt(one.seq) })
      }
      case 'acknowledge': {
        const acknowledged = one.ns.map((place) => ({ session: 'alice-tab', n: place }))
        return log.acknowledge(this.#fence(one.fence), one.doc, one.relay, { out: acknowledged, records: one.records, cursor: cursorAt(one.seq) })
      }
      case 'compact':
        return log.compact(this.#fence(one.fence), one.doc, one.relays)
      case 'drop':
        return log.drop(one.doc)
    }
  }
  #fence(age: number): number {
    return this.#fences[age] ?? -1
  }
}

/** All that a log shows. */
export interface Picture {
  readonly rows: Record<string, Omit<DocumentRows, 'cursors'> & { cursors: unknown }>
  readonly documents: readonly DocumentKey[]
  readonly unsent: unknown
  readonly behind: unknown
}
export async function pictureOf(log: DeviceLog): Promise<Picture> {
  const rows: Picture['rows'] = {}
  for (const one of [doc, otherDoc]) {
    const { cursors, ...rest } = await log.rows(one)
    rows[one] = { ...rest, cursors: [...cursors] }
  }
  const unsent = [await log.unsent(relay), await log.unsent(otherRelay)].map((counts) => [...counts])
  return { rows, documents: await log.documents(), unsent, behind: [...(await log.behind())] }
}
