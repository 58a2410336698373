import { afterEach, describe, expect, it } from 'vitest'
import { lower, secretOf } from '../../../client/crypto/seed'
import type { Lease, Leases } from '../../../client/device/lease'
import { memoryLog } from '../../../client/device/memoryLog'
import type { Channel } from '../../../client/device/rows/channel'
import { ChannelHub } from '../../../client/device/rows/channel'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import { type Replica, startReplica } from '../../../client/sync/replica'
import type { Visibility } from '../../../client/sync/seat'
import { eventually, newDocument, RELAY, type SharedDocument, TestRelay } from '../../support/syncWorld'

/** Locks as a browser has them: one holder, a queue, and stealing. */
class FakeLocks implements Leases {
  #held: { end: () => void } | null = null
  readonly #queue: (() => void)[] = []
  async take(_name: string, { steal = false, signal }: { steal?: boolean; signal?: AbortSignal } = {}): Promise<Lease> {
    if (steal) this.#held?.end()
    else
      while (this.#held) {
        await new Promise<void>((resolve, reject) => {
          this.#queue.push(resolve)
          signal?.addEventListener('abort', () => {
            this.#queue.splice(this.#queue.indexOf(resolve), 1)
            reject(signal.reason)
          })
        })
        signal?.throwIfAborted()
      }
    let lose = (): void => {}
    const lost = new Promise<void>((resolve) => {
      lose = resolve
    })
    const held = { end: lose }
    this.#held = held
    const release = (): void => {
      if (this.#held !== held) return
      this.#held = null
      lose()
      this.#queue.shift()?.()
    }
    return { lost, release }
  }
}
class Window implements Visibility {
  isVisible = false
  #listener = (): void => {}
  watch(listener: () => void): () => void {
    this.#listener = listener
    return () => {}
  }
  show(isVisible: boolean): void {
    this.isVisible = isVisible
    this.#listener()
  }
}

const ends: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
})

/** One browser with several tabs. */
class Browser {
  readonly device = new MemoryDevice()
  readonly locks = new FakeLocks()
  readonly hub = new ChannelHub()
  constructor(
    readonly relay: TestRelay,
    readonly documents: readonly SharedDocument[],
  ) {}
  tab(isVisible: boolean): { replica: Replica; window: Window } {
    const window = new Window()
    window.isVisible = isVisible
    const channel: Channel = this.hub.join()
    const replica = startReplica({
      log: memoryLog(this.device, { isAbsent: false }),
      author: new Uint8Array(16).fill(1),
      schema: 1,
      worker: 'inline',
      connect: this.relay.connect,
      random: () => 0,
      leases: this.locks,
      channel,
      visibility: window,
    })
    replica.follow(
      this.documents.map(({ doc, capability, identity }) => ({
        doc,
        rung: 'edit',
        secret: secretOf(lower(capability, 'edit')),
        room: capability.room,
        identity,
        relays: [RELAY],
      })),
    )
    ends.push(() => replica.stop())
    return { replica, window }
  }
}

describe('the tabs of one browser', () => {
  it('one socket for all of them; a tab without the link writes its own rows, and they are sent', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const browser = new Browser(relay, [document])
    const front = browser.tab(true)
    const behind = browser.tab(false)
    const a = front.replica.open(document.doc)
    const b = behind.replica.open(document.doc)
    await Promise.all([a.opened, b.opened])
    b.ydoc.getText('t').insert(0, 'from behind')
    await eventually(() => a.ydoc.getText('t').toString() === 'from behind')
    await eventually(async () => (await relay.rows(document)) === 2)
    expect(relay.relay?.stats.connections).toBe(1)
    // And it says so, although it has no link.
    await eventually(() => behind.replica.documentStatus(document.doc).get().relay === 'sent')
    expect(behind.replica.documentStatus(document.doc).get().saved).toBe('saved')
  })

  it('the link goes to the tab that becomes visible', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const browser = new Browser(relay, [document])
    const first = browser.tab(true)
    await eventually(() => first.replica.documentStatus(document.doc).get().relay === 'sent')
    const second = browser.tab(false)
    await eventually(() => second.replica.documentStatus(document.doc).get().relay === 'sent')
    const before = relay.relay?.stats.accepted ?? 0
    first.window.show(false)
    second.window.show(true)
    await eventually(() => (relay.relay?.stats.accepted ?? 0) === before + 1 && relay.relay?.stats.connections === 1, 'the link did not move')
    const open = first.replica.open(document.doc)
    await open.opened
    open.ydoc.getText('t').insert(0, 'still sent')
    await eventually(async () => (await relay.rows(document)) === 2)
    // The tab with the link is closed: the other one takes it, although nobody looks at it.
    await second.replica.stop()
    await eventually(() => (relay.relay?.stats.accepted ?? 0) === before + 2)
    open.ydoc.getText('t').insert(0, 'and again ')
    await eventually(async () => (await relay.rows(document)) === 3)
  })

  it('windows beside each other see each other, and others see both', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const browser = new Browser(relay, [document])
    const left = browser.tab(true)
    const right = browser.tab(false)
    const elsewhere = new Browser(relay, [document]).tab(true)
    const [a, b, c] = [left, right, elsewhere].map(({ replica }) => replica.open(document.doc))
    if (!a || !b || !c) throw new Error('not open')
    a.awareness.setLocalStateField('person', { name: 'left', colour: 1, device: 'aa' })
    b.awareness.setLocalStateField('person', { name: 'right', colour: 1, device: 'aa' })
    c.awareness.setLocalStateField('person', { name: 'elsewhere', colour: 1, device: 'cc' })
    const seenBy = (open: typeof a): string =>
      [...open.awareness.getStates().values()]
        .map(({ person }) => String(person?.name))
        .sort()
        .join()
    for (const each of [a, b, c]) await eventually(() => seenBy(each) === 'elsewhere,left,right', `${seenBy(each)} is not everybody`)
    b.close()
    await eventually(() => seenBy(a) === 'elsewhere,left' && seenBy(c) === 'elsewhere,left')
  })

  it('without locks, the fence alone keeps the one that came first from writing', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const device = new MemoryDevice()
    const tab = (): Replica => {
      const { doc, capability, identity } = document
      const replica = startReplica({
        log: memoryLog(device, { isAbsent: false }),
        author: new Uint8Array(16),
        schema: 1,
        worker: 'inline',
        connect: relay.connect,
        random: () => 0,
      })
      replica.follow([{ doc, rung: 'edit', secret: secretOf(capability), room: capability.room, identity, relays: [RELAY] }])
      ends.push(() => replica.stop())
      return replica
    }
    const first = tab()
    await eventually(() => first.documentStatus(document.doc).get().relay === 'sent')
    const second = tab()
    await eventually(() => second.documentStatus(document.doc).get().relay === 'sent')
    const open = first.open(document.doc)
    await open.opened
    open.ydoc.getText('t').insert(0, 'once')
    await eventually(async () => (await relay.rows(document)) >= 2)
    await eventually(() => relay.relay?.stats.connections === 1, 'the first link goes on')
    await eventually(async () => (await memoryLog(device, { isAbsent: false }).rows(document.doc)).out.every(({ acknowledged }) => acknowledged.length === 1))
  })
})
