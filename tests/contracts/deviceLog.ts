import { afterEach, describe, expect, it } from 'vitest'
import type { Change, DeviceLog } from '../../client/device/deviceLog'
import { bytes, doc, EMPTY, incoming, otherDoc, out, received, recordId, relay, sorted, type TestDevice, textOf, typed } from './deviceLogRows'

/** What every engine of the device log promises to whoever writes and opens documents. */
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
        expect(await open(device).records(doc)).toEqual(rows.records)
        expect(await open(device).records('another' as typeof doc)).toEqual([])
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

      it('[S11] give the highest schema number, and base, then in and out in the order in which they were written', async () => {
        const log = open()
        const base = { schema: 2, update: typed('base') }
        await log.createDocument(doc, { create: bytes(1, 2), base })
        await log.appendOut(doc, out(0, 'out', { schema: 4, at: 2 }))
        await log.receive(await log.takeFence(), doc, received(1, incoming('a', 'late', { schema: 9, at: 3 }), incoming('b', 'early', { at: 1 })))
        expect(await log.updates(doc)).toEqual({ updates: [typed('base'), typed('early'), typed('out'), typed('late')], schema: 9 })
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
