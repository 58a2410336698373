import { compact } from './compactDocument'
import type { DeviceLog } from './deviceLog'
import { allDocuments, type Reading, recordsIn, rowsBehind, rowsOf, unsentTo, updatesIn, updatesOf } from './documentReads'
import { acknowledge, appendOut, appendRecord, createDocument, drop, receive, setCursor, takeFence } from './documentWrites'
import type { RowStore } from './rows/rowStore'

/** The device log over rows. Each method is one operation; it keeps nothing between them, and no Y.Doc ever. */
export function rowLog(store: RowStore, random: () => number = Math.random): DeviceLog {
  const ask = <T>({ reads, from }: Reading<T>): Promise<T> => store.ask(reads, from)
  return {
    rows: (doc) => ask(rowsOf(doc)),
    updates: (doc) => ask(updatesIn(doc)),
    updatesOf: (doc, keys) => ask(updatesOf(doc, keys)),
    records: (doc) => ask(recordsIn(doc)),
    documents: () => ask(allDocuments),
    unsent: (relay) => ask(unsentTo(relay)),
    behind: () => ask(rowsBehind),

    appendOut: (doc, row) => store.run(appendOut(doc, row)),
    appendRecord: (doc, record, forget) => store.run(appendRecord(doc, record, forget)),
    createDocument: (doc, rows) => store.run(createDocument(doc, rows)),

    takeFence: () => store.run(takeFence(random)),
    receive: (fence, doc, received) => store.run(receive(fence, doc, received)),
    acknowledge: (fence, doc, relay, acknowledged) => store.run(acknowledge(fence, doc, relay, acknowledged)),
    setCursor: (fence, doc, relay, cursor) => store.run(setCursor(fence, doc, relay, cursor)),
    compact: async (fence, doc, relays) => (await store.tidy(compact(fence, doc, relays))) ?? false,
    drop: (doc) => store.run(drop(doc)),

    watch: (listener) => store.watch(listener),
    get health() {
      return store.health
    },
    watchHealth: (listener) => store.watchHealth(listener),
    close: () => store.close(),
  }
}
