import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import type { DeviceLog, DocumentKey, InRow, OutRow, RelayKey } from '../../client/device/deviceLog'
import { openDevice } from '../../client/device/openDevice'
import { toHex } from '../../shared/bytes'
import { keystrokesOf, traceOf, writeTrace } from '../support/trace'

/**
 * What the bench measures in a browser: the same text on this device, in our log and in y-indexeddb's, opened as an
 * editor would open it. Milliseconds, one value for each time; ours and the peer's take turns in going first.
 */
export interface Opened {
  readonly here: number[]
  readonly peer: number[]
}

const TIMES = 7
const OTHERS = 200
const relay = 'ws://bench/relay' as RelayKey
const key = (name: string): DocumentKey => name as DocumentKey
const id = (): string => toHex(crypto.getRandomValues(new Uint8Array(32)))
const inRow = (update: Uint8Array): InRow => ({ id: id(), author: '00'.repeat(16), at: 0, schema: 1, update })

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function openHere(log: DeviceLog, name: string, length: number): Promise<void> {
  const doc = new Y.Doc()
  const { updates } = await log.updates(key(name))
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  if (doc.getText('text').length !== length) throw new Error(`${name}: another text`)
  doc.destroy()
}

async function openPeer(name: string, length: number): Promise<void> {
  const doc = new Y.Doc()
  const persistence = new IndexeddbPersistence(name, doc)
  await persistence.whenSynced
  if (doc.getText('text').length !== length) throw new Error(`${name}: another text at the peer`)
  await persistence.destroy()
  doc.destroy()
}

/** `rows`: base first, then as separate updates. */
async function fillPeer(name: string, updates: readonly Uint8Array[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('updates', { autoIncrement: true })
      opening.result.createObjectStore('custom')
    }
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('updates', 'readwrite')
      for (const update of updates) transaction.objectStore('updates').add(update)
      transaction.oncomplete = () => {
        opening.result.close()
        resolve()
      }
    }
  })
}

function splitEvenly(updates: readonly Uint8Array[], parts: number): Uint8Array[] {
  const size = Math.ceil(updates.length / parts)
  return Array.from({ length: parts }, (_, part) => updates.slice(part * size, (part + 1) * size))
    .filter((some) => some.length > 0)
    .map((some) => Y.mergeUpdates(some))
}

async function compare(log: DeviceLog, name: string, length: number): Promise<Opened> {
  const opened: Opened = { here: [], peer: [] }
  const here = async () => opened.here.push(await time(() => openHere(log, name, length)))
  const peer = async () => opened.peer.push(await time(() => openPeer(name, length)))
  for (let again = 0; again < TIMES; again++) {
    for (const one of again % 2 === 0 ? [here, peer] : [peer, here]) await one()
  }
  return opened
}

export interface StorageTimes {
  readonly compacted: Opened
  readonly as500: Opened
  readonly with499: Opened
  /** All 200 updates, each for a closed document, until all are durable. */
  readonly closed: number[]
  readonly appendOut: number[]
}

async function measureStorage(): Promise<StorageTimes> {
  const { log } = await openDevice('bench')
  const fence = await log.takeFence()
  for (let other = 0; other < OTHERS; other++) {
    const text = new Y.Doc()
    text.getText('text').insert(0, `${other} `.repeat(300))
    await log.createDocument(key(`other-${other}`), { create: null, base: { schema: 1, update: Y.encodeStateAsUpdate(text) } })
  }

  const session = writeTrace(0)
  const all = keystrokesOf(session, 259_000)
  const { state, characters } = traceOf(session.doc)
  await log.createDocument(key('compacted'), { create: null, base: { schema: 1, update: state } })
  await fillPeer('compacted', [state])
  const compacted = await compare(log, 'compacted', characters)

  const parts = splitEvenly(all, 500)
  await log.receive(fence, key('as-500'), { in: parts.map(inRow), records: [], forget: [], relay })
  await fillPeer('as-500', parts)
  const as500 = await compare(log, 'as-500', characters)

  const more = keystrokesOf(session, 499)
  await log.createDocument(key('with-499'), { create: null, base: { schema: 1, update: state } })
  await log.receive(fence, key('with-499'), { in: more.map(inRow), records: [], forget: [], relay })
  await fillPeer('with-499', [state, ...more])
  const with499 = await compare(log, 'with-499', session.doc.getText('text').length)

  const closed: number[] = []
  const small = more[0] ?? new Uint8Array()
  for (let again = 0; again < TIMES; again++) {
    closed.push(
      await time(() =>
        Promise.all(
          Array.from({ length: OTHERS }, (_, other) => log.receive(fence, key(`other-${other}`), { in: [inRow(small)], records: [], forget: [], relay })),
        ),
      ),
    )
  }
  const appendOut: number[] = []
  for (let n = 0; n < 100; n++) {
    const row: OutRow = { session: 'bench', n, at: 0, acknowledged: [], schema: 1, update: small }
    appendOut.push(await time(() => log.appendOut(key('compacted'), row)))
  }
  return { compacted, as500, with499, closed, appendOut }
}

Object.assign(globalThis, { measureStorage })
