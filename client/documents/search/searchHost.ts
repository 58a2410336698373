/** Keeps the index as the device log is: reads the rows of one document after another into a throwaway Y.Doc, and again those that change. Runs in a worker, or beside a log that is only in this window's memory. */
import * as Y from 'yjs'
import type { Change, DeviceLog, DocumentKey } from '../../device/deviceLog'
import { linksIn } from '../links/documentLinks'
import type { FromSearch, Searched, ToSearch } from './messages'
import { placesOf } from './places'
import { SearchIndex } from './searchIndex'

export interface SearchSeams {
  readonly log: Pick<DeviceLog, 'updates' | 'watch'>
  readonly tell: (message: FromSearch) => void
  /** Calls `act` after `ms`. Returns how to call it off. */
  readonly after: (ms: number, act: () => void) => () => void
}

/** Ms after a document's last change before it is read again; a question does not wait. */
const QUIET = 1500
/** At most so often it is told how far the reading is, ms. */
const TELL_EVERY = 200

export class SearchHost {
  readonly #seams: SearchSeams
  readonly #index = new SearchIndex()
  readonly #stopWatching: () => void
  #documents = new Map<string, DocumentKey>()
  #ids = new Map<DocumentKey, string>()
  /** To be read, in this order. */
  readonly #due = new Set<string>()
  readonly #waiting = new Map<string, () => void>()
  readonly #read = new Set<string>()
  /** What each document links to. */
  readonly #links = new Map<string, readonly string[]>()
  #reading: Promise<void> | null = null
  #callOff: (() => void) | null = null
  #isStopped = false

  constructor(seams: SearchSeams) {
    this.#seams = seams
    this.#stopWatching = seams.log.watch((change) => this.#changed(change))
  }

  hear(message: Exclude<ToSearch, { type: 'start' | 'stop' }>): void {
    if (this.#isStopped) return
    if (message.type === 'follow') this.#follow(message.documents)
    else if (message.type === 'linked') this.#seams.tell({ type: 'linked', ask: message.ask, from: this.#linkedTo(message.id) })
    else {
      for (const [id, callOff] of this.#waiting) {
        callOff()
        this.#due.add(id)
      }
      this.#waiting.clear()
      this.#seams.tell({ type: 'found', ask: message.ask, found: this.#index.find(message.question) })
      this.#readOn()
    }
  }
  #linkedTo(id: string): string[] {
    return [...this.#links].filter(([from, to]) => from !== id && to.includes(id)).map(([from]) => from)
  }
  /** Once everything that is due has been read. */
  async settled(): Promise<void> {
    while (this.#reading) await this.#reading
  }
  stop(): void {
    this.#isStopped = true
    this.#stopWatching()
    this.#callOff?.()
    for (const callOff of this.#waiting.values()) callOff()
    this.#waiting.clear()
    this.#due.clear()
  }

  #follow(documents: readonly Searched[]): void {
    const before = this.#documents
    this.#documents = new Map(documents.map(({ id, doc }) => [id, doc]))
    this.#ids = new Map(documents.map(({ id, doc }) => [doc, id]))
    for (const [id, doc] of before) {
      if (this.#documents.get(id) === doc) continue
      this.#index.remove(id)
      this.#links.delete(id)
      this.#read.delete(id)
      this.#due.delete(id)
    }
    for (const { id } of documents) if (!this.#read.has(id)) this.#due.add(id)
    this.#tellSoon()
    this.#readOn()
  }
  #changed(change: Change): void {
    const id = this.#ids.get(change.doc)
    if (id === undefined || (change.type !== 'rows' && change.type !== 'dropped')) return
    this.#waiting.get(id)?.()
    this.#waiting.set(
      id,
      this.#seams.after(QUIET, () => {
        this.#waiting.delete(id)
        this.#due.add(id)
        this.#readOn()
      }),
    )
  }
  #readOn(): void {
    if (this.#reading || this.#isStopped || this.#due.size === 0) return
    this.#reading = this.#readAll().finally(() => {
      this.#reading = null
      this.#readOn()
    })
  }
  async #readAll(): Promise<void> {
    for (const id of this.#due) {
      this.#due.delete(id)
      const doc = this.#documents.get(id)
      if (doc === undefined) continue
      await this.#readOne(id, doc)
      if (this.#isStopped) return
      this.#tellSoon()
    }
  }
  async #readOne(id: string, doc: DocumentKey): Promise<void> {
    const ydoc = new Y.Doc()
    try {
      const { updates } = await this.#seams.log.updates(doc)
      if (this.#isStopped || this.#documents.get(id) !== doc) return
      ydoc.transact(() => {
        for (const update of updates) Y.applyUpdate(ydoc, update)
      })
      this.#index.put(id, placesOf(ydoc))
      this.#links.set(id, linksIn(ydoc))
    } catch (error) {
      // The others are found nevertheless; it is read again when it changes.
      console.error('a document could not be read for the search', error)
    } finally {
      ydoc.destroy()
    }
    this.#read.add(id)
  }
  #tellSoon(): void {
    this.#callOff ??= this.#seams.after(TELL_EVERY, () => {
      this.#callOff = null
      this.#seams.tell({ type: 'read', read: this.#read.size, of: this.#documents.size })
    })
  }
}
