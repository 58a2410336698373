/**
 * A set of Yjs ids, (client, clock), as ordered and disjoint ranges for each client: [start, end, start, end, …].
 * Ten thousand keystrokes of one person are two numbers. Comparing such sets is exact whatever the order, gaps or
 * garbage collection, which a state vector is not ([S2a], [S7a]).
 */
export class IdRanges {
  readonly #clients = new Map<number, number[]>()

  get isEmpty(): boolean {
    return this.#clients.size === 0
  }
  /** How many ids. */
  get size(): number {
    let size = 0
    for (const list of this.#clients.values()) for (let i = 0; i < list.length; i += 2) size += (list[i + 1] as number) - (list[i] as number)
    return size
  }
  /** How many ranges: what the set costs. */
  get ranges(): number {
    let count = 0
    for (const list of this.#clients.values()) count += list.length / 2
    return count
  }

  has(client: number, clock: number): boolean {
    const list = this.#clients.get(client)
    if (!list) return false
    const at = lowerBound(list, clock + 1) - 1
    return at >= 0 && at % 2 === 0
  }

  add(client: number, start: number, length: number): void {
    if (length <= 0) return
    const end = start + length
    const list = this.#clients.get(client)
    if (!list) {
      this.#clients.set(client, [start, end])
      return
    }
    const last = list[list.length - 1] as number
    if (start > last) {
      list.push(start, end)
      return
    }
    if (start === last) {
      list[list.length - 1] = end
      return
    }
    // The first boundary that reaches `start`, and the first one past `end`: all between them melt into one range.
    const from = lowerBound(list, start)
    const to = lowerBound(list, end + 1)
    const isInside = from % 2 === 1
    const endsInside = to % 2 === 1
    list.splice(from, to - from, ...(isInside ? [] : [start]), ...(endsInside ? [] : [end]))
  }

  addAll(other: IdRanges): void {
    for (const [client, list] of other.#clients) {
      const mine = this.#clients.get(client)
      if (!mine) this.#clients.set(client, list.slice())
      else if (list.length <= 8) for (let i = 0; i < list.length; i += 2) this.add(client, list[i] as number, (list[i + 1] as number) - (list[i] as number))
      else this.#clients.set(client, united(mine, list))
    }
  }

  removeAll(other: IdRanges): void {
    for (const [client, list] of other.#clients) {
      const mine = this.#clients.get(client)
      if (!mine) continue
      const left = subtracted(mine, list)
      if (left.length > 0) this.#clients.set(client, left)
      else this.#clients.delete(client)
    }
  }

  copy(): IdRanges {
    const copy = new IdRanges()
    for (const [client, list] of this.#clients) copy.#clients.set(client, list.slice())
    return copy
  }

  *[Symbol.iterator](): Generator<{ client: number; start: number; end: number }> {
    for (const [client, list] of this.#clients) for (let i = 0; i < list.length; i += 2) yield { client, start: list[i] as number, end: list[i + 1] as number }
  }
}

/** Index of the first boundary that is >= value. */
function lowerBound(list: readonly number[], value: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

function united(a: readonly number[], b: readonly number[]): number[] {
  const all: number[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const takesA = j >= b.length || (i < a.length && (a[i] as number) <= (b[j] as number))
    const start = (takesA ? a[i] : b[j]) as number
    const end = (takesA ? a[i + 1] : b[j + 1]) as number
    if (takesA) i += 2
    else j += 2
    const last = all.length - 1
    if (last >= 0 && start <= (all[last] as number)) all[last] = Math.max(all[last] as number, end)
    else all.push(start, end)
  }
  return all
}

function subtracted(a: readonly number[], b: readonly number[]): number[] {
  const left: number[] = []
  let j = 0
  for (let i = 0; i < a.length; i += 2) {
    let start = a[i] as number
    const end = a[i + 1] as number
    while (j < b.length && (b[j + 1] as number) <= start) j += 2
    let k = j
    while (k < b.length && (b[k] as number) < end) {
      if ((b[k] as number) > start) left.push(start, b[k] as number)
      start = Math.max(start, b[k + 1] as number)
      k += 2
    }
    if (start < end) left.push(start, end)
  }
  return left
}
