import { COPIES_MUTANTS } from './copiesMutants.ts'

/** A change of the product's text that breaks one rule, so that the simulation can be seen to notice. */
export interface Mutant {
  readonly rule: string
  /** What it does. */
  readonly words: string
  /** `find` stands exactly once in `file` (from the root of the repository). */
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[]
  /** Noticed by the tab that dies at each transaction, and not by a kept run. */
  readonly byKilling?: boolean
  /** Why no run can notice. */
  readonly equivalent?: string
  /** Noticed by a test of its own, and by no run of honest devices and relays: the file, and what the test's title says. */
  readonly noticedBy?: readonly [file: string, title: string] | undefined
}

const one = (rule: string, words: string, file: string, find: string, replace: string): Mutant => ({ rule, words, edits: [{ file, find, replace }] })

/** Noticed by the tab that dies at each transaction. */
const byKilling = (...args: Parameters<typeof one>): Mutant => ({ ...one(...args), byKilling: true })

const ROOM = 'sync-server/room.ts'
const LOG = 'client/device/rowLog.ts'
const INTAKE = 'client/sync/room/intake.ts'
const OUTBOX = 'client/sync/room/outbox.ts'
const COMPARE = 'client/sync/room/compare.ts'
const STATE = 'client/sync/room/roomState.ts'
const PICTURE = 'client/sync/room/picture.ts'
const ROOM_LINK = 'client/sync/room/roomLink.ts'
const SHELF = 'client/sync/room/recordShelf.ts'

/** Where a test of its own is what notices. */
const NOTICED_BY: Readonly<Record<string, readonly [file: string, title: string]>> = {
  'S2a-chain-link': ['tests/client/sync/hostileRelay.test.ts', 'a row under a wrong chain is not taken'],
  'S2a-complete': ['tests/sync-server/room.test.ts', 'gives the missed rows or the snapshot and what follows'],
  S3a: ['tests/client/sync/keystroke.test.ts', 'one frame is in flight'],
  S6: ['tests/client/sync/keystroke.test.ts', 'still carries a large frame'],
  'S7-to': ['tests/client/sync/hostileRelay.test.ts', 'an acknowledgement that overtakes rows of others'],
  'S7-chain': ['tests/sync-server/room.test.ts', 'are taken only if their chain'],
  'S7-order': ['tests/sync-server/room.test.ts', 'they reach past the newest cover'],
  'S7-again': ['tests/sync-server/room.test.ts', 'stores a frame anew if the number it had is covered'],
  fence: ['tests/client/device/memoryLog.test.ts', 'lets nothing be written by whoever held an earlier number'],
  'record-signature': ['tests/client/crypto/record.test.ts', 'is refused if it was forged'],
  'record-forget-forget': ['tests/client/crypto/recordSet.test.ts', 'never touches a forget record'],
  'record-derive': ['tests/client/sync/records.test.ts', 'comes after what it names'],
  'record-return': ['tests/client/device/memoryLog.test.ts', 'do not come back'],
}

/**
 * The list of the model (in the design), as far as version 1 has the rule. Not here: tiles (S6-tiles, S7a-tile), which
 * are not in version 1; record-claim, for a snapshot says nothing of what is forgotten.
 */
const TABLE: readonly Mutant[] = [
  one(
    'S1',
    'an edit counts as stored before it is durable',
    LOG,
    'appendOut: (doc, row) => store.run(appendOut(doc, row)),',
    'appendOut: async (doc, row) => { void store.run(appendOut(doc, row)) },',
  ),
  one(
    'S2',
    'the relay numbers, acknowledges and fans out before its fsync',
    'sync-server/committer.ts',
    'await this.log.write(writes)',
    'void this.log.write(writes)',
  ),
  one(
    'S2a-chain',
    'a cursor is a number only, at the relay',
    ROOM,
    'at !== null && at.seq === cursor.seq && equalBytes(at.chain, cursor.chain)',
    'at !== null && at.seq === cursor.seq',
  ),
  one(
    'S2a-chain-link',
    'a cursor is a number only, in the link',
    INTAKE,
    '(place.seq !== at.seq + 1 || !equalBytes(nextChain(at.chain, frameId), place.chain))',
    'place.seq !== at.seq + 1',
  ),
  one(
    'S2a-reoffer',
    'nothing is put again after a comparison',
    COMPARE,
    'state.missing = state.mayEdit ? missing : { ...nothing(), records: missing.records }',
    'state.missing = nothing()',
  ),
  one(
    'S2a-disk',
    'reoffer is not kept on disk after a reset',
    STATE,
    'return this.setCursor({ seq: 0, chain: CHAIN_ORIGIN, reoffer: true })',
    'return this.setCursor({ seq: 0, chain: CHAIN_ORIGIN, reoffer: false })',
  ),
  one(
    'S2a-complete',
    'a cursor is resumed although rows after it are gone: a snapshot in their place, no reset',
    ROOM,
    'return { reset: cursor.seq > 0, snapshot, from: snapshot?.to ?? 0 }',
    'return { reset: cursor.seq > 0 && !isMatched, snapshot, from: snapshot?.to ?? 0 }',
  ),
  byKilling(
    'S3-row',
    'the cursor is written before the row',
    LOG,
    'receive: (fence, doc, received) => store.run(receive(fence, doc, received)),',
    `receive: async (fence, doc, received) => {
      if (received.relay && received.cursor) await store.run(setCursor(fence, doc, received.relay, received.cursor))
      return store.run(receive(fence, doc, received))
    },`,
  ),
  one(
    'S3-unsent',
    'compaction folds rows that are not acknowledged',
    'client/device/compactDocument.ts',
    'const waiting = new Set(readOuts(found, doc).flatMap((row) => (isAcknowledged(row, relays) ? [] : [placeText(row.session, row.n)])))',
    'const waiting = new Set<string>()',
  ),
  byKilling(
    'S3-fold',
    'compaction deletes and writes in two transactions',
    LOG,
    'compact: async (fence, doc, relays) => (await store.tidy(compact(fence, doc, relays))) ?? false,',
    `compact: async (fence, doc, relays) => {
      const whole = compact(fence, doc, relays)
      let puts: any[] = []
      await store.tidy({ ...whole, decide: (found: any) => {
        const outcome = whole.decide(found)
        puts = outcome.writes.filter((write) => 'put' in write)
        return { ...outcome, writes: outcome.writes.filter((write) => !('put' in write)) }
      } })
      return (await store.tidy({ reads: [], isStrict: true, decide: () => ({ value: true, writes: puts, again: null }) })) ?? false
    },`,
  ),
  one(
    'S3a',
    'several frames in flight',
    'client/sync/room/sender.ts',
    'if (this.#inFlight || !channel.connection.nonce) return null',
    'if (!channel.connection.nonce) return null',
  ),
  one(
    'S6',
    'a frame starts again at offset 0 on every connection',
    ROOM_LINK,
    'const [presence, receiving, sending] = [this.#presence, this.#incoming.progress, this.#sender.frameId]',
    'const [presence, receiving, sending] = [this.#presence, null, null]',
  ),
  one(
    'S7-to',
    'a cursor, and so a snapshot, reaches past rows that are still on their way',
    OUTBOX,
    `if (place.seq > state.cursor.seq + 1) return 'early'
  if (place.seq <= state.cursor.seq || !equalBytes(nextChain(state.cursor.chain, frame.id), place.chain)) return 'cut'`,
    "if (place.seq <= state.cursor.seq) return 'cut'",
  ),
  one(
    'S7-chain',
    'the relay does not check the chain of a snapshot',
    ROOM,
    'return to > this.coverEnd && at !== null && at.seq === to && equalBytes(at.chain, toChain)',
    'return to > this.coverEnd && at !== null && at.seq === to',
  ),
  one(
    'S7-order',
    'a cover that does not reach past the present one is taken',
    ROOM,
    'return to > this.coverEnd && at !== null && at.seq === to && equalBytes(at.chain, toChain)',
    'return at !== null && at.seq === to && equalBytes(at.chain, toChain)',
  ),
  one(
    'S7-zero',
    'a re-offer is refused unless it covers',
    ROOM,
    'if (cover && cover.to > 0 && !this.#takes(cover, put.at)) return',
    'if (cover && !this.#takes(cover, put.at)) return',
  ),
  one(
    'S7-grace',
    'covered rows are deleted as soon as the cover stands',
    ROOM,
    'const isOver = cover.since + this.rules.graceMs <= now',
    'const isOver = true',
  ),
  {
    rule: 'S7-again',
    words: 'a frame that is held but covered is acknowledged again instead of stored anew',
    edits: [
      { file: ROOM, find: 'if (place && place.seq > this.coverEnd) return held(place)', replace: 'if (place) return held(place)' },
      { file: ROOM, find: 'if (this.#recentFrom <= this.coverEnd) return false\n', replace: '' },
      { file: ROOM, find: ' && (!this.#knowsOlder || this.#older.has(shortOf(key)))', replace: '' },
    ],
  },
  one('S7a', 'a snapshot in the log is not compared', PICTURE, 'this.start = 0\n    this.mustCompare = true', 'this.start = 0'),
  {
    rule: 'S7a-disk',
    words: 'the transaction that stores a snapshot does not set reoffer',
    edits: [
      {
        file: INTAKE,
        find: "const mustCompare = segment.some(({ arrived, coversTo }) => arrived.role === 'row' && coversTo > 0)",
        replace: 'const mustCompare = false',
      },
      { file: OUTBOX, find: 'reoffer: state.cursor.reoffer || cover !== null', replace: 'reoffer: state.cursor.reoffer' },
    ],
  },
  one('S7a-doomed', 'rows that a snapshot covers count as kept by the relay', PICTURE, 'this.#rows = this.#rows.filter(({ place }) => place > to)', ''),
  one(
    'S7a-deletions',
    'comparing looks at insertions only',
    COMPARE,
    'state.missing = state.mayEdit ? missing : { ...nothing(), records: missing.records }',
    'state.missing = { ...missing, deleted: nothing().deleted }',
  ),
  one(
    'S7a-records',
    'comparing looks at text only',
    COMPARE,
    'state.missing = state.mayEdit ? missing : { ...nothing(), records: missing.records }',
    'state.missing = { ...missing, records: nothing().records }',
  ),
  one(
    'S10a',
    'the tabs of a device share a clientID',
    'tests/simulation/simDevice.ts',
    'this.doc.clientID = below(around.random, 2 ** 31)',
    'this.doc.clientID = 1000 + device.number',
  ),
  one(
    'S14',
    'the cursor does not pass a frame that does not decode',
    INTAKE,
    'return { arrived, create: false, row: null, records: [], forget: [], content: nothing(), coversTo, moved: null, isSkipped: true }',
    "return 'cut'",
  ),
  one(
    'fence',
    'a stale link may still write',
    'client/device/documentWrites.ts',
    'rowAt(found, KEYS.fence, decodeNumber) === fence',
    '(rowAt(found, KEYS.fence, decodeNumber) ?? 0) >= fence',
  ),
  one(
    'record-signature',
    'device signatures of records are not verified',
    'client/crypto/record.ts',
    '} else if (!(await verify(content.device, concat(DEVICE_DOMAIN, parts.content), parts.signature))) return',
    '} else if (parts.signature.length === 0) return',
  ),
  one(
    'record-forget',
    'anybody may forget anything',
    'client/crypto/recordSet.ts',
    'personOf(forget.device) === personOf(target.device)',
    "personOf(forget.device) !== ''",
  ),
  one('record-forget-forget', 'a forget record may be forgotten', 'client/crypto/recordSet.ts', 'target.type !== FORGET && ', ''),
  one(
    'record-derive',
    'a record that comes after its forget record is kept',
    SHELF,
    'forget: this.crypto.forgottenIds([...this.#verified.values()])',
    'forget: !hasForget ? [] : this.crypto.forgottenIds([...this.#verified.values()])',
  ),
  {
    rule: 'record-return',
    words: 'a forgotten record comes back when it is sent again',
    edits: [
      {
        file: 'client/device/recordChanges.ts',
        find: 'if (!this.#row(id)) this.#put({ id, bytes, own: false',
        replace: 'if (!this.#row(id)?.bytes) this.#put({ id, bytes, own: false',
      },
      {
        file: SHELF,
        find: 'forget: this.crypto.forgottenIds([...this.#verified.values()])',
        replace: 'forget: !hasForget ? [] : this.crypto.forgottenIds([...this.#verified.values()])',
      },
    ],
  },
]

export const MUTANTS: readonly Mutant[] = [...TABLE.map((mutant) => ({ ...mutant, noticedBy: NOTICED_BY[mutant.rule] })), ...COPIES_MUTANTS]
