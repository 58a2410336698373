import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { toHex } from '../../shared/bytes'
import type { DeviceLog, DocumentKey } from '../device/deviceLog'
import type { Clock } from './clock'
import { CopyCheck, type CopyClaims } from './copyCheck'
import { deviceSocketFor, giveAwareness } from './deviceSocket'
import type { FromHost } from './hostMessages'
import { OwnPresence } from './presence/ownPresence'
import { Peers } from './presence/peers'
import { type Store, type WritableStore, writable } from './store'

/** A document on a screen: a Y.Doc that this device answers for. */
export interface OpenDocument {
  readonly doc: DocumentKey
  readonly ydoc: Y.Doc
  readonly awareness: Awareness
  readonly provider: WebsocketProvider
  /** Everything that this device has is in it. */
  readonly opened: Promise<void>
  /** [S11] Some of it needs a later version of the app: show a rendering of a clone, mount no editor. */
  readonly newerSchema: Store<boolean>
  close(): void
}

export interface OpenSeams {
  readonly doc: DocumentKey
  readonly documentId: Uint8Array
  readonly log: DeviceLog
  readonly clock: Clock
  readonly schema: number
  readonly claims: CopyClaims | null
  readonly isShown: boolean
  /** Own awareness, to the link. */
  readonly sendLive: (client: number, entry: Uint8Array) => void
  readonly saving: (pending: number, failed: boolean) => void
  /** The comparison's answers. */
  readonly checked: (result: { differs: boolean; missing: boolean }) => void
  /** What the link says: where this replica stands, if caught up, and whether anything is unsent. */
  readonly standing: () => { readonly place: { seq: number; chain: string } | null; readonly isIdle: boolean }
  readonly closed: () => void
}

const CHECK_EVERY_MS = 5_000
/** [S10b] Something that others built on, and that has not come for so long, is missing. */
const MISSING_AFTER_MS = 60_000

/** One instance of an open document: its own Y.Doc, session and clientID. */
export class DocumentInstance implements OpenDocument {
  readonly doc: DocumentKey
  /** [S10a] Its clientID is random and belongs to this instance alone: Yjs draws it, nothing ever sets or stores it. */
  readonly ydoc = new Y.Doc()
  readonly awareness: Awareness
  readonly provider: WebsocketProvider
  readonly opened: Promise<void>
  readonly newerSchema: WritableStore<boolean> = writable(false)
  readonly #seams: OpenSeams
  readonly #own: OwnPresence
  readonly #peers: Peers
  readonly #check: CopyCheck | null
  #stopTimer: () => void
  #changedAt: number
  #claimedAt: string | null = null
  #pendingSince: number | null = null
  #isClosed = false

  constructor(seams: OpenSeams) {
    this.#seams = seams
    const { doc, log, clock, schema } = seams
    this.doc = doc
    this.#changedAt = clock.now()
    this.awareness = new Awareness(this.ydoc)
    this.#own = new OwnPresence(this.awareness, clock, seams.sendLive)
    this.#own.setShown(seams.isShown)
    this.#peers = new Peers(this.awareness, (update) => giveAwareness(Socket, update))
    const events = { saving: seams.saving, newerSchema: () => this.newerSchema.set(true) }
    const session = toHex(globalThis.crypto.getRandomValues(new Uint8Array(8)))
    const provider = (): WebsocketProvider | null => this.provider ?? null
    const Socket = deviceSocketFor({ doc, ydoc: this.ydoc, log, clock, schema, session, own: this.#own, peers: this.#peers, provider, events })
    this.provider = new WebsocketProvider('device://log', doc, this.ydoc, { WebSocketPolyfill: Socket, disableBc: true, awareness: this.awareness })
    this.opened = new Promise((resolve) => this.provider.once('sync', () => resolve()))
    this.#check = seams.claims && new CopyCheck(seams.documentId, seams.claims)
    this.ydoc.on('update', () => {
      this.#changedAt = clock.now()
    })
    this.#stopTimer = this.#everyFiveSeconds()
  }
  /** Others' presence, from the link. */
  hear(message: FromHost): void {
    switch (message.type) {
      case 'live':
        this.#peers.take(message.peer, message.body)
        return
      case 'left':
        this.#peers.left(message.peer)
        return
      case 'linkUp':
        this.#peers.relayUp(message.relay, this.#seams.clock.now())
        if (message.isNew) this.#own.bump()
        return
      case 'linkDown':
        this.#peers.relayDown(message.relay)
    }
  }
  /** Says again who is here. */
  bump(): void {
    this.#own.bump()
  }
  setShown(shown: boolean): void {
    this.#own.setShown(shown)
  }
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#stopTimer()
    this.#own.leave()
    this.provider.destroy()
    this.awareness.destroy()
    this.ydoc.destroy()
    this.newerSchema.end()
    this.#peers.clear()
    this.#seams.closed()
  }

  // -- [S10b]

  #everyFiveSeconds(): () => void {
    return this.#seams.clock.after(CHECK_EVERY_MS, () => {
      this.#stopTimer = this.#everyFiveSeconds()
      void this.#compare().catch((error: unknown) => console.error('copies could not be compared', error))
    })
  }
  async #compare(): Promise<void> {
    const now = this.#seams.clock.now()
    const { place, isIdle } = this.#seams.standing()
    const isQuiet = isIdle && this.provider.synced && !this.newerSchema.get() && now - this.#changedAt >= CHECK_EVERY_MS
    if (this.#check && place && isQuiet && this.#claimedAt !== place.chain) {
      this.#claimedAt = place.chain
      const claim = await this.#check.claim(place, this.ydoc)
      if (claim && !this.#isClosed) this.awareness.setLocalStateField('copy', claim)
    }
    const others = [...this.awareness.getStates()].filter(([client]) => client !== this.ydoc.clientID)
    await this.#check?.hear(new Map(others.map(([client, state]) => [client, state.copy])))
    if (this.#isClosed) return
    const differs = this.#check?.differs(now, isQuiet && place !== null) ?? false
    this.#seams.checked({ differs, missing: this.#isMissing(now, place !== null) })
  }
  #isMissing(now: number, isCaughtUp: boolean): boolean {
    const { pendingStructs, pendingDs } = this.ydoc.store
    const isPending = (pendingStructs !== null || pendingDs !== null) && isCaughtUp && !this.newerSchema.get()
    this.#pendingSince = isPending ? (this.#pendingSince ?? now) : null
    return this.#pendingSince !== null && now - this.#pendingSince >= MISSING_AFTER_MS
  }
}
