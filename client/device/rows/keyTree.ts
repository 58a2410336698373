import { compareKeys, type Key } from './key'

interface Node<T> {
  entry: { readonly key: Key; readonly value: T } | null
  readonly below: Map<string | number, Node<T>>
}

const newNode = <T>(): Node<T> => ({ entry: null, below: new Map() })

/** Values by key; what lies under a prefix is found without looking at the rest. */
export class KeyTree<T> {
  #root: Node<T> = newNode()

  get isEmpty(): boolean {
    return this.#root.entry === null && this.#root.below.size === 0
  }
  #find(key: Key): Node<T> | null {
    let node: Node<T> | undefined = this.#root
    for (const part of key) {
      node = node.below.get(part)
      if (node === undefined) return null
    }
    return node
  }
  get(key: Key): T | undefined {
    return this.#find(key)?.entry?.value
  }
  put(key: Key, value: T): void {
    let node = this.#root
    for (const part of key) {
      let next = node.below.get(part)
      if (next === undefined) {
        next = newNode()
        node.below.set(part, next)
      }
      node = next
    }
    node.entry = { key, value }
  }
  remove(key: Key): void {
    this.#prune(key, (node) => {
      node.entry = null
    })
  }
  removeUnder(prefix: Key): void {
    this.#prune(prefix, (node) => {
      node.entry = null
      node.below.clear()
    })
  }
  #prune(key: Key, clear: (node: Node<T>) => void): void {
    const path: Node<T>[] = [this.#root]
    for (const part of key) {
      const next = path.at(-1)?.below.get(part)
      if (next === undefined) return
      path.push(next)
    }
    const last = path.at(-1)
    if (last) clear(last)
    for (let i = path.length - 1; i > 0; i--) {
      const node = path[i]
      if (!node || node.entry !== null || node.below.size > 0) return
      path[i - 1]?.below.delete(key[i - 1] as string | number)
    }
  }
  /** In the order of IndexedDB. */
  under(prefix: Key): { readonly key: Key; readonly value: T }[] {
    const found: { readonly key: Key; readonly value: T }[] = []
    const collect = (node: Node<T>): void => {
      if (node.entry) found.push(node.entry)
      for (const next of node.below.values()) collect(next)
    }
    const start = this.#find(prefix)
    if (start) collect(start)
    return found.sort((a, b) => compareKeys(a.key, b.key))
  }
}
