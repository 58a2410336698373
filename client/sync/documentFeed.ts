import type { Change, DeviceLog, DocumentKey } from '../device/deviceLog'

export interface FeedOptions {
  /** Rows of this session are in the Y.Doc already. */
  readonly ownSession: string | null
  readonly schema: number
  /** In the order of the log. `isFirst`: everything that was there; then only what is new. */
  readonly deliver: (updates: readonly Uint8Array[], isFirst: boolean) => void
  /** [S11] There are rows that need a later schema; they are not delivered. */
  readonly newerSchema: () => void
}

/** A document's rows as they are and as they come, batch by batch: what comes while one is read is the next one. */
export class DocumentFeed {
  readonly #log: DeviceLog
  readonly #doc: DocumentKey
  readonly #options: FeedOptions
  #stopWatching: (() => void) | null = null
  #isFirst = true
  #isReading = false
  #readsAll = false
  #in = new Set<string>()
  #out = new Map<string, { session: string; n: number }>()

  constructor(log: DeviceLog, doc: DocumentKey, options: FeedOptions) {
    this.#log = log
    this.#doc = doc
    this.#options = options
  }
  /** Delivers all, and then what comes. Called again: delivers all again. */
  async start(): Promise<void> {
    this.#stopWatching ??= this.#log.watch((change) => this.#take(change))
    this.#isFirst = true
    this.#readsAll = true
    await this.#read()
  }
  stop(): void {
    this.#stopWatching?.()
    this.#stopWatching = null
    this.#readsAll = false
    this.#in.clear()
    this.#out.clear()
  }

  #take(change: Change): void {
    if (change.type !== 'rows' || change.doc !== this.#doc) return
    if (change.in.length + change.out.length === 0) this.#readsAll = true
    for (const id of change.in) this.#in.add(id)
    for (const key of change.out) if (key.session !== this.#options.ownSession) this.#out.set(`${key.session}/${key.n}`, key)
    void this.#read()
  }
  get #isBehind(): boolean {
    return this.#stopWatching !== null && (this.#readsAll || this.#in.size + this.#out.size > 0)
  }
  async #read(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    try {
      while (this.#isBehind) {
        const isFirst = this.#isFirst
        const updates = await this.#next()
        if (this.#stopWatching === null) return
        this.#isFirst = false
        if (isFirst || updates.length > 0) this.#options.deliver(updates, isFirst)
      }
    } finally {
      this.#isReading = false
    }
  }
  async #next(): Promise<readonly Uint8Array[]> {
    const keys = { in: [...this.#in], out: [...this.#out.values()] }
    const readsAll = this.#readsAll
    this.#readsAll = false
    this.#in.clear()
    this.#out.clear()
    const some = readsAll ? null : await this.#log.updatesOf(this.#doc, keys)
    const found = some ?? (await this.#log.updates(this.#doc))
    if (found.schema <= this.#options.schema) return found.updates
    this.#options.newerSchema()
    const { base, in: received, out } = await this.#log.rows(this.#doc)
    return [...(base ? [base] : []), ...received, ...out].filter(({ schema }) => schema <= this.#options.schema).map(({ update }) => update)
  }
}
