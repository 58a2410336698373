import { afterEach, describe, expect, it } from 'vitest'
import type { DeviceLog } from '../../client/device/deviceLog'
import {
  bytes,
  cursorAt,
  doc,
  EMPTY,
  incoming,
  otherDoc,
  otherRelay,
  out,
  received,
  recordId,
  relay,
  sorted,
  type TestDevice,
  textOf,
  typed,
} from './deviceLogRows'

/** What the link is promised by every engine: fence, acknowledgements, records, compaction. */
export function deviceLogLinkContract(engine: string, newDevice: () => TestDevice): void {
  describe(`the device log, ${engine}, for the link`, () => {
    const opened: DeviceLog[] = []
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((log) => log.close()))
    })
    const open = (device = newDevice()): DeviceLog => {
      const log = device.open()
      opened.push(log)
      return log
    }

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
        expect(await log.unsent(otherRelay)).toEqual(new Map([[doc, 1]]))
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
  })
}
