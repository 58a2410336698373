import type { Lease, Leases } from '../device/lease'
import type { Channel } from '../device/rows/channel'
import type { Door, OpenDoor } from './door'
import { BESIDE, type FromHost, type TabId, type ToHost } from './hostMessages'

/** Whether somebody looks at this tab; a server and a test always look. */
export interface Visibility {
  readonly isVisible: boolean
  /** Called whenever it changes. Returns its end. */
  watch(listener: () => void): () => void
}
export const alwaysVisible: Visibility = { isVisible: true, watch: () => () => {} }
export const documentVisibility = (page: Document): Visibility => ({
  get isVisible() {
    return page.visibilityState === 'visible'
  },
  watch(listener) {
    page.addEventListener('visibilitychange', listener)
    return () => page.removeEventListener('visibilitychange', listener)
  },
})

type Between = { readonly from: TabId } & ({ readonly up: ToHost } | { readonly down: FromHost })

export interface SeatSeams {
  readonly tab: TabId
  /** null: the fence alone decides. */
  readonly leases: Leases | null
  /** null: there are no other tabs. */
  readonly channel: Channel | null
  readonly visibility: Visibility
  readonly openDoor: () => OpenDoor
  readonly tell: (message: FromHost) => void
}

/**
 * Which tab has the link: the visible one. It steals the lease `link` when it becomes visible; the fence in the device
 * log makes sure that whoever lost it writes nothing more. A tab without it goes on writing its own rows, and hears and
 * speaks through the one that has it.
 */
export class Seat {
  readonly #seams: SeatSeams
  readonly #stops: (() => void)[]
  #door: Door | null = null
  #lease: Lease | null = null
  #isTaking = false
  #waiting: AbortController | null = null
  #isStopped = false

  constructor(seams: SeatSeams) {
    this.#seams = seams
    seams.channel?.listen((message) => this.#hearTab(message as Between))
    this.#stops = [seams.visibility.watch(() => this.#look())]
    if (seams.visibility.isVisible || !seams.leases) void this.#take(true)
    else void this.#take(false)
    this.#post({ from: seams.tab, up: { type: 'tellAll' } })
  }
  get hasLink(): boolean {
    return this.#door !== null
  }

  /** To the link, wherever it is. What is followed is the business of the tab that has it. */
  send(message: ToHost): void {
    this.#door?.post(message)
    if (message.type === 'live' || (!this.#door && message.type !== 'follow')) this.#post({ from: this.#seams.tab, up: message })
  }
  /** Where the link runs has changed (its disk failed, its worker could not start): it begins anew there. */
  reopen(): void {
    if (!this.#door) return
    this.#door.stop()
    this.#openDoor()
  }
  async settled(): Promise<void> {
    await this.#door?.settled()
  }
  /** The page goes, perhaps to come back: nobody is told of that by anything else where another tab has the link. */
  away(): void {
    this.#post({ from: this.#seams.tab, up: { type: 'tabGone', tab: this.#seams.tab } })
  }
  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    for (const stop of this.#stops) stop()
    this.#waiting?.abort()
    this.away()
    this.#leave()
    this.#seams.channel?.close()
  }

  #look(): void {
    if (!this.#seams.visibility.isVisible) return
    if (this.#door) this.send({ type: 'wake' })
    else void this.#take(true)
  }
  async #take(steal: boolean): Promise<void> {
    if (this.#isStopped || this.#door || (this.#isTaking && !steal)) return
    const { leases } = this.#seams
    if (!leases) {
      this.#openDoor()
      return
    }
    this.#waiting?.abort()
    const waiting = new AbortController()
    this.#waiting = waiting
    this.#isTaking = true
    try {
      const lease = await leases.take('link', steal ? { steal } : { signal: waiting.signal })
      if (this.#isStopped || waiting.signal.aborted || this.#door) {
        lease.release()
        return
      }
      this.#lease = lease
      this.#openDoor()
      void lease.lost.then(() => this.#lost(lease))
    } catch {
      // Another attempt took its place, or the browser gives no locks now: looked at again when the tab becomes visible.
    } finally {
      if (this.#waiting === waiting) this.#isTaking = false
    }
  }
  #lost(lease: Lease): void {
    if (this.#lease !== lease || this.#isStopped) return
    this.#leave()
    void this.#take(false)
  }
  #leave(): void {
    this.#door?.stop()
    this.#door = null
    const lease = this.#lease
    this.#lease = null
    lease?.release()
  }
  #openDoor(): void {
    const door: { current: Door | null } = { current: null }
    door.current = this.#seams.openDoor()((message) => {
      if (this.#door === door.current || door.current === null) this.#hearHost(message)
    })
    this.#door = door.current
  }
  #hearHost(message: FromHost): void {
    if (message.type === 'fenced') {
      this.#leave()
      if (this.#seams.leases) void this.#take(false)
      return
    }
    this.#seams.tell(message)
    if (message.type !== 'health') this.#post({ from: this.#seams.tab, down: message })
  }
  #hearTab(message: Between): void {
    if (this.#isStopped || message.from === this.#seams.tab) return
    if ('down' in message) {
      if (!this.#door) this.#seams.tell(message.down)
      return
    }
    const { up } = message
    // A window beside this one is somebody to see as well.
    if (up.type === 'live' && up.entry) this.#seams.tell({ type: 'live', doc: up.doc, peer: `${up.tab} ${BESIDE}`, body: up.entry })
    if (up.type === 'tabGone') this.#seams.tell({ type: 'left', doc: null, peer: `${up.tab} ${BESIDE}` })
    if (up.type === 'tellAll') this.#seams.tell({ type: 'begun' })
    this.#door?.post(up)
  }
  #post(message: Between): void {
    this.#seams.channel?.post(message)
  }
}
