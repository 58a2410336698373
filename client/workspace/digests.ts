import type { DeviceLog, DocumentKey } from '../device/deviceLog'
import type { KeyStore } from '../device/keyStore'
import type { Store } from '../sync/store'
import { digestRows, isSameDigest, NO_DIGEST } from './digest'
import { type Digest, KEY } from './stored'

/** Keeps the glances at all documents of a workspace fresh: after a change, when the device has nothing better to do. */
export interface Digests extends Store<ReadonlyMap<DocumentKey, Digest>> {
  /** Follows exactly these from now on. */
  track(docs: readonly DocumentKey[]): void
  /** This person has it open now. */
  seen(doc: DocumentKey, at?: number): Promise<void>
  /** An open document says its title itself. */
  titled(doc: DocumentKey, title: string): void
  stop(): void
}

/** Ms after a document's change before it is looked at; an open one changes with each key. */
const QUIET = 1500

export function trackDigests(options: {
  log: DeviceLog
  keys: KeyStore
  me: string
  mine: (author: string) => boolean
  isOpen: (doc: DocumentKey) => boolean
}): Digests {
  const { log, keys, me, mine, isOpen } = options
  let map: ReadonlyMap<DocumentKey, Digest> = new Map()
  const listeners = new Set<() => void>()
  const waiting = new Map<DocumentKey, ReturnType<typeof setTimeout>>()
  let tracked = new Set<DocumentKey>()
  let stopped = false

  function put(doc: DocumentKey, digest: Digest): void {
    const known = map.get(doc)
    if (stopped || (known && isSameDigest(known, digest))) return
    map = new Map(map).set(doc, digest)
    for (const listener of [...listeners]) listener()
  }
  async function keep(doc: DocumentKey, change: (digest: Digest) => Digest): Promise<void> {
    try {
      put(doc, await keys.update<Digest>(KEY.digest(doc), (held) => change(held ?? NO_DIGEST)))
    } catch {
      put(doc, change(map.get(doc) ?? NO_DIGEST))
    }
  }
  async function look(doc: DocumentKey): Promise<void> {
    waiting.delete(doc)
    if (stopped || !tracked.has(doc)) return
    const rows = await log.rows(doc)
    await keep(doc, (held) => digestRows(rows, held, me, mine))
    if (isOpen(doc)) await keep(doc, (held) => ({ ...held, seenAt: Date.now() }))
  }
  /** `anew`: as long as changes go on coming, it is put off. */
  function lookSoon(doc: DocumentKey, after: number, anew = false): void {
    if (waiting.has(doc) && !anew) return
    clearTimeout(waiting.get(doc))
    waiting.set(
      doc,
      setTimeout(() => void look(doc), after),
    )
  }
  const end = log.watch((change) => {
    if (change.type !== 'rows' || !tracked.has(change.doc)) return
    // An open one is read from its first word to its last, which is nothing to do between two letters: what is not done now is done once it is closed.
    const isWritten = isOpen(change.doc)
    lookSoon(change.doc, isWritten ? 4 * QUIET : QUIET, isWritten)
  })

  return {
    get: () => map,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    track(docs) {
      const before = tracked
      tracked = new Set(docs)
      for (const doc of docs) {
        if (before.has(doc)) continue
        void keys.get<Digest>(KEY.digest(doc)).then((held) => {
          if (held) put(doc, held)
          // Once per session even when it is known: rows may have come while another version of the app was at work.
          lookSoon(doc, held ? 2 * QUIET : 0)
        })
      }
    },
    seen: (doc, at = Date.now()) => keep(doc, (held) => ({ ...held, seenAt: at })),
    titled(doc, title) {
      const held = map.get(doc) ?? NO_DIGEST
      if (held.title !== title) void keep(doc, (stored) => ({ ...stored, title }))
    },
    stop() {
      stopped = true
      end()
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}
