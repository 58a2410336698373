import { behind, COMPACTION, needsCompaction } from '../device/compaction'
import type { DeviceLog, DocumentKey, RelayKey } from '../device/deviceLog'
import { Alarm, type Clock } from './clock'

interface Counted {
  readonly rows: number
  readonly bytes: number
  readonly quietSince: number
  /** Most of it cannot be folded before a relay has it. */
  isWaiting: boolean
}

/** A document that is closed is folded once it was quiet for so long; an open one after a longer quiet. */
const CLOSED_IDLE_MS = 1_000
const OPEN_IDLE_MS = 10_000

/**
 * Keeps every document at most 64 rows or 64 KiB behind its base. Belongs to whoever holds the link: the fence says so
 * in each transaction. One document at a time; which ones are behind is counted, not read.
 */
export class Compactor {
  readonly #alarm: Alarm
  readonly #behind = new Map<DocumentKey, Counted>()
  #isRunning = false
  #isStopped = false

  constructor(
    readonly log: DeviceLog,
    readonly fence: number,
    readonly clock: Clock,
    /** null: not followed here, so nobody knows its relays. */
    readonly relaysOf: (doc: DocumentKey) => readonly RelayKey[] | null,
    readonly isOpen: (doc: DocumentKey) => boolean,
  ) {
    this.#alarm = new Alarm(clock, () => void this.#run())
  }
  /** What earlier sessions have left behind. */
  async start(): Promise<void> {
    for (const [doc, rows] of await this.log.behind()) this.#note(doc, rows, COMPACTION.bytes + 1)
  }
  added(doc: DocumentKey, rows: number, bytes: number): void {
    this.#note(doc, rows, bytes)
  }
  /** A relay has taken rows made here, of so many bytes: they may be folded now. */
  acknowledged(doc: DocumentKey, bytes: number): void {
    this.#note(doc, 0, bytes)
  }
  /** Nobody looks at it any more. How many bytes its own rows have was not counted: they are looked at. */
  closed(doc: DocumentKey): void {
    if (this.#behind.has(doc)) this.#note(doc, 0, COMPACTION.bytes + 1)
  }
  stop(): void {
    this.#isStopped = true
    this.#alarm.off()
  }

  #note(doc: DocumentKey, rows: number, bytes: number): void {
    const known = this.#behind.get(doc)
    const all = { rows: (known?.rows ?? 0) + rows, bytes: (known?.bytes ?? 0) + bytes, quietSince: this.clock.now(), isWaiting: false }
    this.#behind.set(doc, all)
    if (needsCompaction(all)) this.#alarm.by(this.#dueAt(doc, all.quietSince))
  }
  #dueAt(doc: DocumentKey, quietSince: number): number {
    return quietSince + (this.isOpen(doc) ? OPEN_IDLE_MS : CLOSED_IDLE_MS)
  }
  async #run(): Promise<void> {
    if (this.#isRunning || this.#isStopped) return
    this.#isRunning = true
    try {
      for (const [doc, counted] of [...this.#behind]) {
        if (this.#isStopped) return
        if (!needsCompaction(counted) || counted.isWaiting) continue
        const dueAt = this.#dueAt(doc, counted.quietSince)
        if (this.clock.now() < dueAt) this.#alarm.by(dueAt)
        else await this.#compact(doc)
      }
    } finally {
      this.#isRunning = false
    }
  }
  async #compact(doc: DocumentKey): Promise<void> {
    const relays = this.relaysOf(doc)
    this.#behind.delete(doc)
    if (!relays) return
    const rows = await this.log.rows(doc)
    if (needsCompaction(behind(rows, relays))) await this.log.compact(this.fence, doc, relays)
    else if (!this.#behind.has(doc)) {
      const all = behind(rows, [])
      this.#behind.set(doc, { ...all, quietSince: this.clock.now(), isWaiting: true })
    }
  }
}
