import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Change, DeviceLog, DocumentKey, DocumentRows, InRow, OutRow, RecordId, RelayCursor, RelayKey } from '../../client/device/deviceLog'

/** One device of a test: each log that is opened on it is a window of its own. */
export interface TestDevice {
  open(): DeviceLog
  /** Resolves once windows have heard of each other. */
  settle(): Promise<void>
}

export const doc = 'doc-1' as DocumentKey
export const otherDoc = 'doc-2' as DocumentKey
export const relay = 'ws://one/relay' as RelayKey
export const otherRelay = 'ws://two/relay' as RelayKey
export const recordId = (name: string): RecordId => name as RecordId
export const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)
export const cursorAt = (seq: number, reoffer = false): RelayCursor => ({ seq, chain: new Uint8Array(16).fill(seq & 255), reoffer })

/** An update that inserts `text` at the beginning, by a client of its own: the same bytes for the same text. */
export function typed(text: string): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.clientID = [...text].reduce((id, sign) => (id * 31 + sign.charCodeAt(0)) % 2 ** 31, 7)
  ydoc.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(ydoc)
}
export function textOf(updates: readonly Uint8Array[]): string {
  const ydoc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(ydoc, update)
  return ydoc.getText('t').toString()
}
export const out = (n: number, text = `out${n}`, more: Partial<OutRow> = {}): OutRow => ({
  session: 'alice-tab',
  n,
  schema: 1,
  at: 1000 + n,
  update: typed(text),
  acknowledged: [],
  ...more,
})
export const incoming = (id: string, text = id, more: Partial<InRow> = {}): InRow => ({
  id,
  schema: 1,
  author: '00'.repeat(16),
  at: 2000,
  update: typed(text),
  ...more,
})
export const received = (seq: number, ...rows: InRow[]) => ({ in: rows, records: [], forget: [], relay, cursor: cursorAt(seq) })
export const EMPTY: DocumentRows = { create: null, base: null, in: [], out: [], records: [], cursors: new Map() }

/** What every engine of the device log promises. */
export function deviceLogContract(engine: string, newDevice: () => TestDevice): void {
  describe(`the device log, ${engine}`, () => {
    const opened: DeviceLog[] = []
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((log) => log.close()))
    })
    const open = (device = newDevice()): DeviceLog => {
      const log = device.open()
      opened.push(log)
      return log
    }
    const sorted = (text: string) => [...text].sort().join('')

    describe('rows', () => {
      it('of a document that nobody knows are none', async () => {
        const log = open()
        expect(await log.rows(doc)).toEqual(EMPTY)
        expect(await log.updates(doc)).toEqual({ updates: [], schema: 0 })
        expect(await log.documents()).toEqual([])
        expect(await log.unsent(relay)).toEqual(new Map())
      })

      it('[S1] come back as they were given, out rows in the order of their session', async () => {
        const log = open()
        const rows = [out(0), out(1), out(2), out(10), out(1, 'other tab', { session: 'bob-tab', schema: 7 })]
        for (const row of [...rows].reverse()) await log.appendOut(doc, row)
        expect((await log.rows(doc)).out).toEqual(rows)
      })

      it('[S1] survive the window that wrote them', async () => {
        const device = newDevice()
        const first = device.open()
        await first.appendOut(doc, out(0))
        await first.appendRecord(doc, { id: recordId('a'), bytes: bytes(1) }, [])
        await first.close()
        const rows = await open(device).rows(doc)
        expect(rows.out).toEqual([out(0)])
        expect(rows.records).toEqual([{ id: 'a', bytes: bytes(1), own: true, acknowledged: [] }])
      })

      it('are not changed when the caller goes on using the bytes', async () => {
        const log = open()
        const row = out(0)
        const given = { ...row, update: row.update.slice() }
        await log.appendOut(doc, given)
        given.update.fill(255)
        expect((await log.rows(doc)).out).toEqual([row])
      })

      it('of the same moment are all written', async () => {
        const log = open()
        await Promise.all(Array.from({ length: 50 }, (_, n) => log.appendOut(doc, out(n))))
        expect((await log.rows(doc)).out.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n))
      })

      it('[S11] give the highest schema number, and base, in and out in this order', async () => {
        const log = open()
        const base = { schema: 2, update: typed('base') }
        await log.createDocument(doc, { create: bytes(1, 2), base })
        await log.appendOut(doc, out(0, 'out', { schema: 4 }))
        await log.receive(await log.takeFence(), doc, received(1, incoming('a', 'in', { schema: 9 })))
        expect(await log.updates(doc)).toEqual({ updates: [typed('base'), typed('in'), typed('out')], schema: 9 })
      })

      it('can be read one by one, until they are folded', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.appendOut(doc, out(0, 'x', { schema: 3 }))
        await log.receive(fence, doc, received(1, incoming('a', 'y'), incoming('b', 'z', { schema: 5 })))
        const one = await log.updatesOf(doc, { in: ['a'], out: [{ session: 'alice-tab', n: 0 }] })
        expect(one).toEqual({ updates: [typed('y'), typed('x')], schema: 3 })
        expect(await log.updatesOf(doc, { in: ['a', 'nobody'], out: [] })).toBeNull()
        expect(await log.updatesOf(doc, { in: [], out: [] })).toBeNull()
        await log.compact(fence, doc, [relay])
        expect(await log.updatesOf(doc, { in: ['a'], out: [] })).toBeNull()
        expect(await log.updatesOf(doc, { in: [], out: [{ session: 'alice-tab', n: 0 }] })).not.toBeNull()
      })

      it('stay within their document', async () => {
        const log = open()
        await log.appendOut(doc, out(0))
        await log.appendOut(otherDoc, out(0, 'other'))
        expect(await log.documents()).toEqual([doc, otherDoc])
        await log.drop(doc)
        expect(await log.rows(doc)).toEqual(EMPTY)
        expect(await log.documents()).toEqual([otherDoc])
        expect(await log.unsent(relay)).toEqual(new Map([[otherDoc, 1]]))
        expect(textOf((await log.updates(otherDoc)).updates)).toBe('other')
      })
    })

    describe('a document’s first rows', () => {
      it('[S1] are its create frame and its seed', async () => {
        const log = open()
        const base = { schema: 1, update: typed('seed') }
        await log.createDocument(doc, { create: bytes(9, 9), base })
        expect(await log.rows(doc)).toEqual({ ...EMPTY, create: bytes(9, 9), base })
        expect(await log.documents()).toEqual([doc])
      })

      it('never take the place of what is there', async () => {
        const log = open()
        await log.createDocument(doc, { create: bytes(1), base: { schema: 3, update: typed('ab') } })
        await log.createDocument(doc, { create: bytes(2), base: { schema: 1, update: typed('cd') } })
        const rows = await log.rows(doc)
        expect(rows.create).toEqual(bytes(1))
        expect(rows.base?.schema).toBe(3)
        expect(sorted(textOf(rows.base ? [rows.base.update] : []))).toBe('abcd')
      })

      it('may come from a relay, once', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.receive(fence, doc, { ...received(1), create: bytes(5) })
        await log.receive(fence, doc, { ...received(2), create: bytes(6) })
        expect((await log.rows(doc)).create).toEqual(bytes(5))
      })
    })

    describe('the link', () => {
      it('[S3] stores a frame’s row together with the cursor', async () => {
        const log = open()
        const rows = [incoming('a'), incoming('b')]
        expect(await log.receive(await log.takeFence(), doc, received(7, ...rows))).toBe(true)
        expect(await log.rows(doc)).toEqual({ ...EMPTY, in: rows, cursors: new Map([[relay, cursorAt(7)]]) })
      })

      it('[S3] holds a frame once, however often it comes', async () => {
        const log = open()
        const fence = await log.takeFence()
        for (const seq of [1, 2, 3]) await log.receive(fence, doc, received(seq, incoming('a')))
        expect((await log.rows(doc)).in).toHaveLength(1)
      })

      it('[S3] stores acknowledgements together with the cursor', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.appendOut(doc, out(0))
        await log.appendOut(doc, out(1))
        await log.appendRecord(doc, { id: recordId('a'), bytes: bytes(1) }, [])
        const acknowledged = { out: [{ session: 'alice-tab', n: 0 }], records: [recordId('a')], cursor: cursorAt(3) }
        expect(await log.acknowledge(fence, doc, relay, acknowledged)).toBe(true)
        const rows = await log.rows(doc)
        expect(rows.out.map(({ acknowledged }) => acknowledged)).toEqual([[relay], []])
        expect(rows.records[0]?.acknowledged).toEqual([relay])
        expect(rows.cursors).toEqual(new Map([[relay, cursorAt(3)]]))
        expect(rows.out.map(({ update }) => update)).toEqual([out(0).update, out(1).update])
      })

      it('[S3] counts the same acknowledgement once, and those of other relays apart', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.appendOut(doc, out(0))
        const acknowledged = { out: [{ session: 'alice-tab', n: 0 }], records: [] }
        await log.acknowledge(fence, doc, relay, acknowledged)
        await log.acknowledge(fence, doc, relay, acknowledged)
        await log.acknowledge(fence, doc, otherRelay, acknowledged)
        expect((await log.rows(doc)).out[0]?.acknowledged).toEqual([relay, otherRelay])
      })

      it('[S3] may hear of rows that are gone', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.acknowledge(fence, doc, relay, { out: [{ session: 'nobody', n: 4 }], records: [recordId('nothing')] })
        expect(await log.rows(doc)).toEqual(EMPTY)
        expect(await log.unsent(otherRelay)).toEqual(new Map())
      })

      it('[S2a] keeps a cursor for each relay, with its reoffer', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.setCursor(fence, doc, relay, cursorAt(4, true))
        await log.setCursor(fence, doc, otherRelay, cursorAt(2))
        await log.setCursor(fence, doc, otherRelay, cursorAt(3))
        const cursors = [...(await log.rows(doc)).cursors].sort()
        expect(cursors).toEqual([
          [relay, cursorAt(4, true)],
          [otherRelay, cursorAt(3)],
        ])
      })

      it('takes what comes from a file without a cursor', async () => {
        const log = open()
        await log.receive(await log.takeFence(), doc, { in: [incoming('a')], records: [{ id: recordId('r'), bytes: bytes(1) }], forget: [] })
        const rows = await log.rows(doc)
        expect(rows.cursors.size).toBe(0)
        expect(rows.records).toEqual([{ id: 'r', bytes: bytes(1), own: false, acknowledged: [] }])
      })
    })

    describe('the fence', () => {
      it('goes up, in every window', async () => {
        const device = newDevice()
        const [a, b] = [open(device), open(device)]
        const first = await a.takeFence()
        const second = await b.takeFence()
        expect(second).toBeGreaterThan(first)
        expect(await a.takeFence()).toBeGreaterThan(second)
      })

      it('[S3] lets nothing be written by whoever held an earlier number', async () => {
        const device = newDevice()
        const [a, b] = [open(device), open(device)]
        const old = await a.takeFence()
        await a.appendOut(doc, out(0))
        await a.receive(old, doc, received(1, incoming('a')))
        await b.takeFence()
        const before = await a.rows(doc)
        expect(await a.receive(old, doc, received(2, incoming('b')))).toBe(false)
        expect(await a.acknowledge(old, doc, relay, { out: [{ session: 'alice-tab', n: 0 }], records: [], cursor: cursorAt(3) })).toBe(false)
        expect(await a.setCursor(old, doc, relay, cursorAt(9))).toBe(false)
        expect(await a.compact(old, doc, [])).toBe(false)
        expect(await a.rows(doc)).toEqual(before)
      })

      it('never stands in the way of what is made here', async () => {
        const log = open()
        await log.takeFence()
        await log.takeFence()
        await log.appendOut(doc, out(0))
        expect((await log.rows(doc)).out).toHaveLength(1)
      })
    })

    describe('what is not sent', () => {
      it('is counted for each relay and document: out rows and records made here', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.appendOut(doc, out(0))
        await log.appendOut(doc, out(1))
        await log.appendRecord(otherDoc, { id: recordId('own'), bytes: bytes(1) }, [])
        await log.receive(fence, otherDoc, { ...received(1), records: [{ id: recordId('theirs'), bytes: bytes(2) }] })
        await log.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 1 }], records: [] })
        await log.acknowledge(fence, otherDoc, relay, { out: [], records: [recordId('own')] })
        expect(await log.unsent(relay)).toEqual(new Map([[doc, 1]]))
        expect(await log.unsent(otherRelay)).toEqual(
          new Map([
            [doc, 2],
            [otherDoc, 1],
          ]),
        )
      })

      it('is no record that has been forgotten before it was sent', async () => {
        const log = open()
        await log.appendRecord(doc, { id: recordId('a'), bytes: bytes(1) }, [])
        await log.appendRecord(doc, { id: recordId('forget a'), bytes: bytes(2) }, [recordId('a')])
        expect(await log.unsent(relay)).toEqual(new Map([[doc, 1]]))
      })

      it('counts rows behind the base by document', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.appendOut(doc, out(0))
        await log.receive(fence, doc, received(1, incoming('a'), incoming('b')))
        await log.appendRecord(otherDoc, { id: recordId('own'), bytes: bytes(1) }, [])
        expect(await log.behind()).toEqual(new Map([[doc, 3]]))
        await log.compact(fence, doc, [relay])
        expect(await log.behind()).toEqual(new Map([[doc, 1]]))
      })
    })

    describe('records', () => {
      it('are not overwritten by what comes', async () => {
        const log = open()
        await log.appendRecord(doc, { id: recordId('a'), bytes: bytes(1) }, [])
        await log.receive(await log.takeFence(), doc, { ...received(1), records: [{ id: recordId('a'), bytes: bytes(66) }] })
        expect((await log.rows(doc)).records).toEqual([{ id: 'a', bytes: bytes(1), own: true, acknowledged: [relay] }])
        expect(await log.unsent(relay)).toEqual(new Map())
      })

      it('that came first may be made here, too', async () => {
        const log = open()
        await log.receive(await log.takeFence(), doc, { ...received(1), records: [{ id: recordId('a'), bytes: bytes(1) }] })
        await log.appendRecord(doc, { id: recordId('a'), bytes: bytes(1) }, [])
        expect((await log.rows(doc)).records).toEqual([{ id: 'a', bytes: bytes(1), own: true, acknowledged: [relay] }])
        expect(await log.unsent(otherRelay)).toEqual(new Map([[doc, 1]]))
      })

      it('once forgotten keep their id alone, and do not come back', async () => {
        const log = open()
        const fence = await log.takeFence()
        const a = { id: recordId('a'), bytes: bytes(1) }
        await log.receive(fence, doc, { ...received(1), records: [a] })
        await log.receive(fence, doc, { ...received(2), forget: [a.id, recordId('never seen')] })
        await log.receive(fence, doc, { ...received(3), records: [a, { id: recordId('never seen'), bytes: bytes(2) }] })
        await log.appendRecord(doc, a, [])
        const { records } = await log.rows(doc)
        expect(records.map(({ id, bytes }) => ({ id, bytes }))).toEqual([
          { id: 'a', bytes: null },
          { id: 'never seen', bytes: null },
        ])
      })

      it('that come and are forgotten in one are forgotten', async () => {
        const log = open()
        const a = { id: recordId('a'), bytes: bytes(1) }
        await log.receive(await log.takeFence(), doc, { ...received(1), records: [a], forget: [a.id] })
        expect((await log.rows(doc)).records[0]?.bytes).toBeNull()
      })

      it('[S3] are never folded', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.receive(fence, doc, { ...received(1, incoming('a')), records: [{ id: recordId('r'), bytes: bytes(1) }] })
        await log.compact(fence, doc, [relay])
        const rows = await log.rows(doc)
        expect(rows.in).toEqual([])
        expect(rows.records).toHaveLength(1)
        expect(rows.cursors.get(relay)).toEqual(cursorAt(1))
      })
    })

    describe('compaction', () => {
      it('[S3] folds base, in and acknowledged out into one base, and never an unacknowledged row', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.createDocument(doc, { create: bytes(1), base: { schema: 1, update: typed('a') } })
        await log.receive(fence, doc, received(1, incoming('f', 'b', { schema: 2 })))
        await log.appendOut(doc, out(0, 'c', { schema: 3 }))
        await log.appendOut(doc, out(1, 'd', { schema: 9 }))
        await log.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 0 }], records: [] })
        expect(await log.compact(fence, doc, [relay])).toBe(true)
        const rows = await log.rows(doc)
        expect(rows.in).toEqual([])
        expect(rows.out.map(({ n }) => n)).toEqual([1])
        expect(rows.base?.schema).toBe(3)
        expect(sorted(textOf(rows.base ? [rows.base.update] : []))).toBe('abc')
        expect(rows.create).toEqual(bytes(1))
        expect(await log.unsent(relay)).toEqual(new Map([[doc, 1]]))
      })

      it('[S3] keeps a row that only one of two relays has acknowledged', async () => {
        const log = open()
        const fence = await log.takeFence()
        await log.appendOut(doc, out(0))
        const acknowledged = { out: [{ session: 'alice-tab', n: 0 }], records: [] }
        await log.acknowledge(fence, doc, relay, acknowledged)
        expect(await log.compact(fence, doc, [relay, otherRelay])).toBe(false)
        expect((await log.rows(doc)).out).toEqual([{ ...out(0), acknowledged: [relay] }])
        await log.acknowledge(fence, doc, otherRelay, acknowledged)
        expect(await log.compact(fence, doc, [relay, otherRelay])).toBe(true)
        expect((await log.rows(doc)).out).toEqual([])
      })

      it('[S3] folds everything of a document that stays on this device', async () => {
        const log = open()
        await log.appendOut(doc, out(0, 'a'))
        expect(await log.compact(await log.takeFence(), doc, [])).toBe(true)
        const rows = await log.rows(doc)
        expect(rows.out).toEqual([])
        expect(textOf((await log.updates(doc)).updates)).toBe('a')
      })

      it('says when there is nothing to fold', async () => {
        const log = open()
        const fence = await log.takeFence()
        expect(await log.compact(fence, doc, [relay])).toBe(false)
        await log.appendOut(doc, out(0))
        expect(await log.compact(fence, doc, [relay])).toBe(false)
        await log.createDocument(doc, { create: null, base: { schema: 1, update: typed('a') } })
        expect(await log.compact(fence, doc, [relay])).toBe(false)
      })
    })

    describe('windows', () => {
      it('see each other’s rows and hear which are new', async () => {
        const device = newDevice()
        const [a, b] = [open(device), open(device)]
        const heard: Change[] = []
        b.watch((change) => heard.push(change))
        await device.settle()
        const fence = await a.takeFence()
        await a.appendOut(doc, out(3))
        await a.receive(fence, doc, { ...received(1, incoming('f')), records: [{ id: recordId('r'), bytes: bytes(1) }] })
        await a.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 3 }], records: [] })
        await a.drop(otherDoc)
        await device.settle()
        expect(heard).toEqual([
          { type: 'rows', doc, in: [], out: [{ session: 'alice-tab', n: 3 }] },
          { type: 'rows', doc, in: ['f'], out: [] },
          { type: 'records', doc },
          { type: 'acknowledged', doc },
          { type: 'dropped', doc: otherDoc },
        ])
        expect(await b.rows(doc)).toEqual(await a.rows(doc))
        expect((await b.rows(doc)).out).toHaveLength(1)
      })

      it('hear their own changes, each once, and none after they have stopped listening', async () => {
        const device = newDevice()
        const [a] = [open(device), open(device)]
        const heard: Change[] = []
        const stop = a.watch((change) => heard.push(change))
        await a.appendOut(doc, out(0))
        await device.settle()
        expect(heard).toHaveLength(1)
        stop()
        await a.appendOut(doc, out(1))
        await device.settle()
        expect(heard).toHaveLength(1)
      })

      it('hear nothing of what was fenced off or was there before', async () => {
        const device = newDevice()
        const a = open(device)
        const fence = await a.takeFence()
        await a.receive(fence, doc, { ...received(1), records: [{ id: recordId('r'), bytes: bytes(1) }] })
        const heard: Change[] = []
        a.watch((change) => heard.push(change))
        await a.receive(fence - 1, doc, received(2, incoming('f')))
        await a.receive(fence, doc, { ...received(3), records: [{ id: recordId('r'), bytes: bytes(1) }] })
        expect(heard).toEqual([])
      })

      it('are not disturbed by a listener that throws', async () => {
        const log = open()
        const { error } = console
        console.error = () => {}
        log.watch(() => {
          throw new Error('a listener’s own mistake')
        })
        const health = log.health
        await log.appendOut(doc, out(0))
        console.error = error
        expect(log.health).toBe(health)
        expect((await log.rows(doc)).out).toHaveLength(1)
      })
    })

    it('refuses everything once closed, in the promise', async () => {
      const log = newDevice().open()
      await log.close()
      await expect(log.rows(doc)).rejects.toThrow('closed')
      await expect(log.appendOut(doc, out(0))).rejects.toThrow('closed')
    })
  })
}
