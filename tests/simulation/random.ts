/** 0 <= x < 1 */
export type Random = () => number

/** A small seeded generator (mulberry32): the same seed, the same run, on every machine. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b9) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A whole number, 0 <= n < bound. */
export const below = (random: Random, bound: number): number => Math.floor(random() * bound)

export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[below(random, list.length)]
}
