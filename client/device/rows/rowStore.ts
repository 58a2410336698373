import { toHex } from '../../../shared/bytes'
import type { Change, LogHealth } from '../deviceLog'
import type { Channel } from './channel'
import type { Disk } from './disk'
import { keyText } from './key'
import { type Answers, allReads, type Damage, type Decided, decideAll, foundIn, Layer } from './layer'
import type { Found, Operation, Read } from './operation'

export interface Timers {
  /** ms since 1970. */
  now(): number
  /** Returns its end. */
  after(ms: number, run: () => void): () => void
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export interface RowStoreOptions {
  /** Null: there is none; all windows and workers together hold everything in memory. */
  readonly disk: Disk | null
  readonly channel: Channel | null
  readonly timers: Timers
  /** Nothing outlives this session: said by `health`. */
  readonly isAbsent: boolean
  /** An operation from what `Outcome.again` said; null for what is not known. */
  readonly operationOf: (again: unknown) => Operation<unknown> | null
  /** A row that cannot be read: told once for each. */
  readonly onDamage: (damage: Damage) => void
}

/** [S13] */
export const RETRY_MS = 60_000

interface Waiting {
  readonly operation: Operation<unknown>
  /** Its name, when it came from another window that could not store it. */
  readonly offered: string | null
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** [S13] What this window holds in place of the disk: all of it can be done again, in order. */
interface Held {
  readonly layer: Layer
  /** False once the disk did not answer at all, until it is tried again: not everything is to wait for it. */
  doesAnswer: boolean
  readonly again: Again[]
}

/** An operation that is to be done again, and a name for it: some windows may hold it together. */
interface Again {
  readonly id: string
  readonly data: unknown
}

type Message =
  | { readonly type: 'changes'; readonly changes: readonly Change[] }
  /** `to`: one window that has just been opened; else all. */
  | { readonly type: 'offer'; readonly again: readonly Again[]; readonly to: string | null }
  | { readonly type: 'hello'; readonly from: string }

/**
 * Runs operations on a disk, one transaction after the other; those that wait meanwhile share the next one (200 updates
 * cost about as much as one). When the disk refuses, the window's memory takes its place [S13], and everything that it
 * holds is offered to the other windows: whoever can write does so.
 */
export class RowStore {
  readonly #options: RowStoreOptions
  readonly #disk: Disk
  readonly #listeners = new Set<(change: Change) => void>()
  readonly #healthListeners = new Set<(health: LogHealth) => void>()
  readonly #toldDamage = new Set<string>()
  /** This window among the others. */
  readonly #me = toHex(globalThis.crypto.getRandomValues(new Uint8Array(8)))
  #named = 0
  /** Names of what has come from other windows. */
  readonly #taken = new Set<string>()
  #health: LogHealth = { on: 'disk' }
  #held: Held | null = null
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #isRetryDue = false
  #stopTimer: (() => void) | null = null
  #isClosed = false

  constructor(options: RowStoreOptions) {
    this.#options = options
    this.#disk = options.disk ?? NO_DISK
    if (options.disk === null) this.#held = newHeld()
    if (options.isAbsent) this.#health = { on: 'memory', since: options.timers.now(), reason: 'absent' }
    options.channel?.listen((message) => this.#hear(message as Message))
    this.#post({ type: 'hello', from: this.#me })
  }

  get health(): LogHealth {
    return this.#health
  }
  /** [S13] Writes go to memory though there is a disk. */
  get isHolding(): boolean {
    return this.#held !== null
  }
  watch(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  watchHealth(listener: (health: LogHealth) => void): () => void {
    this.#healthListeners.add(listener)
    return () => this.#healthListeners.delete(listener)
  }

  /** Reads. What has been written by a promise that resolved is seen. */
  async ask<T>(reads: readonly Read[], from: (found: Found) => T): Promise<T> {
    this.#refuseClosed()
    if (!this.#held) {
      try {
        return this.#look(await this.#disk.read(reads), from)
      } catch (error) {
        this.#turnToMemory(error)
      }
    }
    // In turn with the writes: what is moved to the disk meanwhile would be seen in neither place.
    return this.run<T>({ reads, isStrict: false, decide: (found) => ({ value: from(found), writes: [], again: null }) })
  }
  #look<T>(answers: Answers, from: (found: Found) => T): T {
    const damage: Damage[] = []
    const value = from(foundIn(answers, [], true, damage))
    this.#tell(damage)
    return value
  }

  /** Resolves once committed (or, on memory, held). */
  run<T>(operation: Operation<T>, offered: string | null = null): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#refuseClosed()
      this.#waiting.push({ operation, offered, resolve: resolve as (value: unknown) => void, reject })
      this.#start()
    })
  }
  /**
   * An operation that only tidies up, in a transaction of its own: when it fails nothing is lost, so the log stays on the
   * disk. Null: it failed, or the log is on memory.
   */
  async tidy<T>(operation: Operation<T>): Promise<T | null> {
    this.#refuseClosed()
    while (this.#running) await this.#running
    if (this.#held) return null
    const work = this.#commit([operation])
    this.#running = work.then(
      () => this.#next(),
      () => this.#next(),
    )
    try {
      const [decided] = await work
      if (decided?.ok) return decided.outcome.value as T
      console.error(decided?.error)
    } catch {
      // the disk: the next write will say what is wrong with it
    }
    return null
  }

  /** What is held is tried once more on the disk. */
  async close(): Promise<void> {
    this.retry()
    while (this.#running) await this.#running
    this.#isClosed = true
    this.#stopTimer?.()
    this.#options.channel?.close()
    this.#disk.close()
    this.#listeners.clear()
    this.#healthListeners.clear()
  }

  // ---- one group after the other ----------------------------------------------------------------------------------

  #start(): void {
    this.#running ??= this.#next()
  }
  async #next(): Promise<void> {
    while (this.#waiting.length > 0 || this.#isRetryDue) {
      if (this.#isRetryDue) await this.#moveToDisk()
      const group = this.#waiting
      this.#waiting = []
      if (group.length > 0) await this.#runGroup(group)
    }
    this.#running = null
  }
  async #runGroup(group: readonly Waiting[]): Promise<void> {
    const operations = group.map(({ operation }) => operation)
    let decided: readonly Decided[] | null = null
    if (!this.#held) {
      try {
        decided = await this.#commit(operations)
      } catch (error) {
        this.#turnToMemory(error)
      }
    }
    decided ??= await this.#hold(group)
    for (const [i, one] of decided.entries()) {
      if (one.ok) group[i]?.resolve(one.outcome.value)
      else group[i]?.reject(one.error)
    }
  }
  async #commit(operations: readonly Operation<unknown>[]): Promise<readonly Decided[]> {
    const isStrict = operations.some((operation) => operation.isStrict)
    const { decided, damage } = await this.#disk.change(allReads(operations), isStrict, (answers) => {
      const layer = new Layer()
      const damage: Damage[] = []
      const decided = decideAll(operations, answers, layer, true, damage)
      return { writes: layer.writes(), value: { decided, damage } }
    })
    this.#tell(damage)
    const changes = changesOf(decided)
    this.#announce(changes)
    if (changes.length > 0) this.#post({ type: 'changes', changes })
    return decided
  }

  // ---- [S13] memory in place of the disk --------------------------------------------------------------------------

  async #hold(group: readonly Waiting[]): Promise<readonly Decided[]> {
    const operations = group.map(({ operation }) => operation)
    const held = this.#held ?? newHeld()
    const answers: Answers = held.doesAnswer ? await this.#readOr(held, operations) : new Map()
    const damage: Damage[] = []
    const decided = decideAll(operations, answers, held.layer, false, damage)
    this.#tell(damage)
    const own: Again[] = []
    for (const [i, one] of decided.entries()) {
      if (!one.ok || one.outcome.again === null) continue
      const offered = group[i]?.offered ?? null
      const again = { id: offered ?? `${this.#me}/${this.#named++}`, data: one.outcome.again }
      held.again.push(again)
      if (offered === null) own.push(again)
    }
    this.#announce(changesOf(decided))
    this.#offer(own, null)
    return decided
  }
  #readOr(held: Held, operations: readonly Operation<unknown>[]): Promise<Answers> {
    return this.#disk.read(allReads(operations)).catch((error: unknown) => {
      if (isNamed(error, 'TimeoutError')) held.doesAnswer = false
      return new Map()
    })
  }
  #offer(again: readonly Again[], to: string | null): void {
    if (again.length > 0) this.#post({ type: 'offer', again, to })
  }
  #turnToMemory(error: unknown): void {
    if (this.#held || this.#isClosed) return
    this.#held = newHeld()
    this.#setHealth({ on: 'memory', since: this.#options.timers.now(), reason: isNamed(error, 'QuotaExceededError') ? 'full' : 'failing' })
    this.#tryLater()
  }
  #tryLater(): void {
    this.#stopTimer = this.#options.timers.after(RETRY_MS, () => this.retry())
  }
  /** [S13] Tries the disk now: each minute, or because somebody asks for it. */
  retry(): void {
    if (!this.#held || this.#isClosed || this.#disk === NO_DISK) return
    this.#stopTimer?.()
    this.#isRetryDue = true
    this.#start()
  }
  async #moveToDisk(): Promise<void> {
    this.#isRetryDue = false
    const held = this.#held
    if (!held) return
    const operations = held.again.map(({ data }) => this.#options.operationOf(data)).filter((operation) => operation !== null)
    try {
      await this.#commit(operations)
      this.#held = null
      this.#setHealth({ on: 'disk' })
    } catch {
      held.doesAnswer = true
      this.#tryLater()
    }
  }

  // ---- telling ----------------------------------------------------------------------------------------------------

  #hear(message: Message): void {
    if (this.#isClosed) return
    if (message.type === 'changes') this.#announce(message.changes)
    else if (message.type === 'hello') this.#offer(this.#held?.again ?? [], message.from)
    else if (message.type === 'offer' && (message.to ?? this.#me) === this.#me) for (const again of message.again) safely(() => this.#take(again))
  }
  /** Once, though some may offer it. */
  #take({ id, data }: Again): void {
    if (this.#taken.has(id) || id.startsWith(`${this.#me}/`)) return
    this.#taken.add(id)
    const operation = this.#options.operationOf(data)
    if (operation) this.run(operation, id).catch(() => {})
  }
  #announce(changes: readonly Change[]): void {
    for (const change of changes) for (const listener of [...this.#listeners]) safely(() => listener(change))
  }
  #post(message: Message): void {
    safely(() => this.#options.channel?.post(message))
  }
  #setHealth(health: LogHealth): void {
    this.#health = health
    for (const listener of [...this.#healthListeners]) safely(() => listener(health))
  }
  #tell(damage: readonly Damage[]): void {
    for (const one of damage) {
      const text = keyText(one.key)
      if (this.#toldDamage.has(text)) continue
      this.#toldDamage.add(text)
      safely(() => this.#options.onDamage(one))
    }
  }
  #refuseClosed(): void {
    if (this.#isClosed) throw new Error('the device log is closed')
  }
}

const NO_DISK: Disk = {
  read: async () => new Map(),
  change: () => Promise.reject(new DOMException('no storage', 'NotFoundError')),
  close: () => {},
}
const newHeld = (): Held => ({ layer: new Layer(), doesAnswer: true, again: [] })
const changesOf = (decided: readonly Decided[]): Change[] => decided.flatMap((one) => (one.ok ? (one.outcome.changes ?? []) : []))
const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name
/** What a listener does wrong must not look like a disk that failed. */
function safely(run: () => void): void {
  try {
    run()
  } catch (error) {
    console.error(error)
  }
}
