import { type Connection, connection } from './connection'
import type { Disk } from './disk'
import type { Key } from './key'
import { type Answers, readText } from './layer'
import type { Entry, Read, Write } from './operation'

/**
 * Rows in IndexedDB: one store, array keys. All reads of a transaction are asked for at once; when the last has come,
 * it is decided and written within the same callback. Nothing is awaited inside: the transaction would end.
 */
export class IndexedDbDisk implements Disk {
  readonly #connection: Connection

  constructor(name: string, factory: IDBFactory = indexedDB) {
    this.#connection = connection(name, factory)
  }
  read(reads: readonly Read[]): Promise<Answers> {
    return this.#connection.use('default')('readonly', (store) => transact(store, reads, (answers) => answers))
  }
  change<T>(reads: readonly Read[], isStrict: boolean, decide: (answers: Answers) => { readonly writes: readonly Write[]; readonly value: T }): Promise<T> {
    return this.#connection.use(isStrict ? 'strict' : 'relaxed')('readwrite', (store) =>
      transact(store, reads, (answers) => {
        const { writes, value } = decide(answers)
        for (const write of writes) apply(store, write)
        return value
      }),
    )
  }
  close(): void {
    this.#connection.close()
  }
}

/** Resolves once committed; rejects, with nothing written, when anything in it fails. */
function transact<T>(store: IDBObjectStore, reads: readonly Read[], then: (answers: Answers) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const { transaction } = store
    let outcome: { value: T } | null = null
    let failure: unknown = null
    const fail = (error: unknown): void => {
      failure ??= error
      try {
        transaction.abort()
      } catch {
        reject(failure) // it has ended already
      }
    }
    transaction.oncomplete = () => (outcome ? resolve(outcome.value) : reject(new DOMException('ended too early', 'AbortError')))
    transaction.onabort = () => reject(failure ?? transaction.error ?? new DOMException('aborted', 'AbortError'))
    const finish = (answers: Answers): void => {
      try {
        outcome = { value: then(answers) }
      } catch (error) {
        fail(error)
      }
    }
    try {
      collect(store, reads, finish)
    } catch (error) {
      fail(error)
    }
  })
}

function collect(store: IDBObjectStore, reads: readonly Read[], finish: (answers: Answers) => void): void {
  const answers = new Map<string, readonly Entry[]>()
  let left = reads.length
  if (left === 0) finish(answers)
  for (const read of reads)
    ask(store, read, (entries) => {
      answers.set(readText(read), entries)
      left--
      if (left === 0) finish(answers)
    })
}

function ask(store: IDBObjectStore, { what, key }: Read, answer: (entries: readonly Entry[]) => void): void {
  if (what === 'value') {
    const request = store.get(valid(key))
    request.onsuccess = () => answer(request.result === undefined ? [] : [{ key, value: request.result }])
    return
  }
  const keys = store.getAllKeys(under(key))
  if (what === 'keys') {
    keys.onsuccess = () => answer(keys.result.map((found) => ({ key: found as string[], value: undefined })))
    return
  }
  const values = store.getAll(under(key)) // answered after the keys
  values.onsuccess = () => answer(keys.result.map((found, i) => ({ key: found as string[], value: values.result[i] })))
}

function apply(store: IDBObjectStore, write: Write): void {
  if ('put' in write) store.put(write.value, valid(write.put))
  else store.delete('remove' in write ? valid(write.remove) : under(write.removeUnder))
}

const valid = (key: Key): IDBValidKey => [...key]
/** A list is greater than every string and number, so this ends after all that begins with `prefix`. */
const under = (prefix: Key): IDBKeyRange => IDBKeyRange.bound(valid(prefix), [...prefix, []])
