import { compareKeys, isUnder, type Key, keyText } from './key'
import { KeyTree } from './keyTree'
import type { Entry, Found, Operation, Outcome, Read, Write } from './operation'

/** Stands for a row that is no longer there. */
const GONE = Symbol('gone')

/**
 * Writes that the disk below does not have yet: of the operations before in the same transaction, or [S13] of a whole
 * session whose disk takes nothing.
 */
export class Layer {
  readonly #tree = new KeyTree<unknown>()
  #gone: Key[] = []

  apply(writes: readonly Write[]): void {
    for (const write of writes) {
      if ('put' in write) this.#tree.put(write.put, write.value)
      else if ('remove' in write) this.#tree.put(write.remove, GONE)
      else {
        this.#tree.removeUnder(write.removeUnder)
        this.#gone.push(write.removeUnder)
      }
    }
  }
  /** All writes, each key at most once; removed ranges first. */
  writes(): Write[] {
    const single = this.#tree.under([]).map(({ key, value }): Write => (value === GONE ? { remove: key } : { put: key, value }))
    return [...this.#gone.map((removeUnder): Write => ({ removeUnder })), ...single]
  }
  #hides(key: Key): boolean {
    return this.#gone.some((prefix) => isUnder(key, prefix))
  }
  valueOver(key: Key, below: unknown): unknown {
    const value = this.#tree.get(key)
    if (value !== undefined) return value === GONE ? undefined : value
    return this.#hides(key) ? undefined : below
  }
  entriesOver(prefix: Key, below: readonly Entry[]): readonly Entry[] {
    const above = this.#tree.under(prefix)
    if (above.length === 0 && this.#gone.length === 0) return below
    const isAbove = new Set(above.map(({ key }) => keyText(key)))
    const kept = below.filter(({ key }) => !isAbove.has(keyText(key)) && !this.#hides(key))
    return [...kept, ...above.filter(({ value }) => value !== GONE)].sort((a, b) => compareKeys(a.key, b.key))
  }
}

/** What a disk has answered to some reads; without an answer for a read, there is nothing. */
export type Answers = ReadonlyMap<string, readonly Entry[]>

export const readText = ({ what, key }: Read): string => `${what} ${keyText(key)}`

/** The reads of several operations, each once. */
export function allReads(operations: readonly Pick<Operation<unknown>, 'reads'>[]): Read[] {
  const reads = new Map<string, Read>()
  for (const operation of operations) for (const read of operation.reads) reads.set(readText(read), read)
  return [...reads.values()]
}

export interface Damage {
  readonly key: Key
  readonly reason: string
}

export function foundIn(answers: Answers, layers: readonly Layer[], isDurable: boolean, damage: Damage[]): Found {
  const answer = (what: Read['what'], key: Key): readonly Entry[] => answers.get(readText({ what, key })) ?? []
  const through = (prefix: Key, below: readonly Entry[]) => layers.reduce((entries, layer) => layer.entriesOver(prefix, entries), below)
  return {
    isDurable,
    value: (key) => layers.reduce<unknown>((value, layer) => layer.valueOver(key, value), answer('value', key)[0]?.value),
    entries: (prefix) => through(prefix, answer('entries', prefix)),
    keys: (prefix) => through(prefix, answer('keys', prefix)).map(({ key }) => key),
    damaged: (key, reason) => damage.push({ key, reason }),
  }
}

export type Decided = { readonly ok: true; readonly outcome: Outcome<unknown> } | { readonly ok: false; readonly error: unknown }

/**
 * Decides several operations in order, each seeing what those before it wrote into `layer`. One that throws writes
 * nothing and harms no other.
 */
export function decideAll(operations: readonly Operation<unknown>[], answers: Answers, layer: Layer, isDurable: boolean, damage: Damage[]): Decided[] {
  const found = foundIn(answers, [layer], isDurable, damage)
  return operations.map((operation) => {
    try {
      const outcome = operation.decide(found)
      for (const write of outcome.writes) refuseBadKey(write)
      layer.apply(outcome.writes)
      return { ok: true, outcome }
    } catch (error) {
      return { ok: false, error }
    }
  })
}

/** A key that IndexedDB would refuse is its operation's own mistake: it must not end everybody else's transaction. */
function refuseBadKey(write: Write): void {
  const key = 'put' in write ? write.put : 'remove' in write ? write.remove : write.removeUnder
  for (const part of key)
    if (typeof part !== 'string' && !(typeof part === 'number' && Number.isFinite(part))) throw new TypeError(`not a key: ${keyText(key)}`)
}
