import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Pinned } from '../../../client/copies/desk/engine'
import { engine } from '../../../client/copies/desk/engine'
import { reviewId } from '../../../client/copies/review/decided'
import { putIn, settleDecided } from '../../../client/copies/review/putIn'
import type { RecordId, VerifiedRecord } from '../../../client/crypto/record'
import type { DocumentNode } from '../../../client/documents/documentJson'
import { seedDocument } from '../../../client/documents/seedDocument'
import { keepStateBytes, stateBytes } from '../../../client/history/historyDocument'
import type { History } from '../../../client/history/openHistory'
import { decide } from '../../../client/merge/hunk'
import type { MixedText, TextDecision } from '../../../client/merge/textMerge'
import { fromHex } from '../../../shared/bytes'
import { names, textOf } from './support'

const [MAIN, COPY] = ['01'.repeat(16), '02'.repeat(16)]
const REVIEW = reviewId(MAIN, COPY, 'push', null)
const BASE = textOf('We meet at seven.', 'Rent is 500.')
const THEIRS = textOf('We meet at six.', 'Rent is 480.', 'Children are welcome.')

/** A device: its own main text, and its own part of the history. */
class Device {
  readonly ydoc = new Y.Doc()
  readonly store = new Y.Doc()
  records: VerifiedRecord[] = []
  readonly history: History
  constructor(
    readonly name: number,
    state: Uint8Array,
  ) {
    Y.applyUpdateV2(this.ydoc, state)
    this.history = {
      mayKeep: true,
      keep: () => '',
      keepState: (bytes: Uint8Array) => keepStateBytes(this.store, bytes),
      state: (name: string) => stateBytes(this.store, name),
      list: async () => this.records,
      append: async (saying: { type: string; subject: string; body: unknown }) => {
        const record = { ...saying, id: `${this.name}`.repeat(64) as RecordId, after: [], device: new Uint8Array(32).fill(this.name), at: this.name }
        this.records.push(record as unknown as VerifiedRecord)
        return record
      },
    } as unknown as History
  }
  hear(other: Device): void {
    Y.applyUpdateV2(this.ydoc, Y.encodeStateAsUpdateV2(other.ydoc))
    Y.applyUpdateV2(this.store, Y.encodeStateAsUpdateV2(other.store))
    this.records = [...new Map([...this.records, ...other.records].map((record) => [record.id, record])).values()]
  }
  lines(): string[] {
    const text = engine.text({ state: Y.encodeStateAsUpdateV2(this.ydoc) })
    return text.ok ? (text.value.content ?? []).slice(1).map((block) => (block.content ?? []).map(({ text }) => text).join('')) : []
  }
  put(pinned: Pinned, decisions: readonly TextDecision[]) {
    const what = { history: this.history, ydoc: this.ydoc, review: REVIEW, pinned, copy: COPY, direction: 'push', decisions, other: BASE } as const
    return putIn({ ...what, author: 'ab'.repeat(32), names })
  }
}
function begin() {
  const state = seedDocument('', BASE as DocumentNode)
  const pinned: Pinned = { review: fromHex(REVIEW), base: BASE, theirs: THEIRS, state }
  const opened = engine.open(pinned)
  if (!opened.ok) throw new Error(opened.reason)
  const take = (...words: string[]): TextDecision[] =>
    opened.value.hunks.map((hunk) => decide<MixedText>(hunk, words.some((word) => hunk.after.includes(word)) ? 'theirs' : 'ours'))
  return { pinned, take, alice: new Device(1, state), bob: new Device(2, state) }
}
const meet = async (...devices: readonly [Device, Device]) => {
  const [a, b] = devices
  a.hear(b)
  b.hear(a)
  for (const device of devices) await settleDecided(device.history, device.ydoc)
  a.hear(b)
  b.hear(a)
}

describe('putting a review in, on two devices', () => {
  it('[F7] that decided the same, apart: the text is there once, and both are alike', async () => {
    const { pinned, take, alice, bob } = begin()
    await alice.put(pinned, take('six', 'Children'))
    await bob.put(pinned, take('six', 'Children').toReversed())
    await meet(alice, bob)
    expect(alice.lines()).toEqual(['We meet at six.', 'Rent is 500.', 'Children are welcome.'])
    expect(bob.lines()).toEqual(alice.lines())
  })

  it('[F7] that decided two things, apart: one stands everywhere, the words of the other are taken out again', async () => {
    const { pinned, take, alice, bob } = begin()
    await alice.put(pinned, take('six'))
    await bob.put(pinned, take('480', 'Children'))
    await meet(alice, bob)
    expect(alice.lines()).toEqual(bob.lines())
    // alice's record has the smaller id.
    // What only the other had taken away is there again.
    expect(alice.lines()).toEqual(['We meet at six.', 'Rent is 500.'])
    const before = Y.encodeStateAsUpdateV2(alice.ydoc)
    await settleDecided(alice.history, alice.ydoc)
    expect(Y.encodeStateAsUpdateV2(alice.ydoc)).toEqual(before)
  })

  it('[F7] of which one went away before it had written: the other finishes it, under the same number', async () => {
    const { pinned, take, alice, bob } = begin()
    await alice.put(pinned, take('six', 'Children'))
    // bob has heard of the decision, not of the text.
    Y.applyUpdateV2(bob.store, Y.encodeStateAsUpdateV2(alice.store))
    bob.records = [...alice.records]
    await settleDecided(bob.history, bob.ydoc)
    expect(bob.lines()).toEqual(alice.lines())
    await meet(alice, bob)
    expect(bob.lines()).toEqual(['We meet at six.', 'Rent is 500.', 'Children are welcome.'])
  })

  it('is undone as one', async () => {
    const { pinned, take, alice } = begin()
    const put = await alice.put(pinned, take('six', '480', 'Children'))
    expect(alice.lines()).toEqual(['We meet at six.', 'Rent is 480.', 'Children are welcome.'])
    if (put.ok) put.value.undo?.()
    expect(alice.lines()).toEqual(['We meet at seven.', 'Rent is 500.'])
  })

  it('a change that no longer fits is left and told, to be placed by hand', async () => {
    const { pinned, take, alice } = begin()
    const decisions = take('six').map((decision, index) =>
      index === 0 ? { ...decision, answer: { mixed: [[{ type: 'table', content: [] }]] as MixedText } } : decision,
    )
    const put = await alice.put(pinned, decisions)
    expect(put.ok && put.value.unplaced).toEqual([decisions[0]?.hunk])
    expect(alice.lines()).toEqual(['We meet at seven.', 'Rent is 500.'])
  })
})

describe('what is worked out', () => {
  it('how far apart, both ways, and which blocks of the copy differ', () => {
    const main = textOf('We meet at seven.', 'Rent is 520.')
    const apart = engine.apart({ push: { json: BASE }, pull: { json: BASE }, main: { json: main }, copy: { json: THEIRS } })
    expect(apart).toEqual({ ok: true, value: { push: 3, pull: 1, blocks: [1, 2, 3] } })
  })

  it('a text of a newer version is a refusal, not a fault', () => {
    const newer = { type: 'doc', content: [{ type: 'hologram' }] }
    expect(engine.text({ json: newer })).toEqual({ ok: false, reason: 'newer content' })
    expect(engine.open({ review: new Uint8Array(32), base: BASE, theirs: newer, state: seedDocument('', BASE as DocumentNode) })).toEqual({
      ok: false,
      reason: 'newer content',
    })
  })

  it('[F8] a preview writes nothing; [F9] the finer view of one change gives what was chosen of it', () => {
    const { pinned, take } = begin()
    const state = pinned.state.slice()
    const preview = engine.preview(pinned, take('six'))
    expect(preview.ok && JSON.stringify(preview.value)).toContain('We meet at six.')
    expect(pinned.state).toEqual(state)
    const opened = engine.open(pinned)
    const id = opened.ok ? (opened.value.hunks[0]?.id ?? '') : ''
    const finer = engine.finer(pinned, id)
    if (!finer.ok) throw new Error(finer.reason)
    const mixed = engine.mix(
      pinned,
      id,
      finer.value.map((hunk) => decide<MixedText>(hunk, 'ours')),
    )
    expect(mixed.ok && JSON.stringify(mixed.value)).toContain('seven')
  })
})
