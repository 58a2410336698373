/**
 * [R1] Where circles stand in each other (pure). Each circle has one register that says in which it is and when that was
 * said, in Lamport time. Claims are taken one after the other; one that would close a ring is left aside and its circle
 * stands at the top. So any set of claims is a tree, and the same one on every device.
 */
export interface Claim {
  readonly id: string
  /** null: at the top. */
  readonly parent: string | null
  readonly lamport: number
}

export interface Placed {
  /** null: at the top. */
  readonly parent: string | null
  /** It was moved twice at once, and the claim that would have closed a ring was left aside. */
  readonly isAside: boolean
}

export function treeOf(claims: readonly Claim[]): ReadonlyMap<string, Placed> {
  const known = new Set(claims.map(({ id }) => id))
  const placed = new Map<string, Placed>()
  const isUnder = (id: string, above: string): boolean => {
    for (let at: string | null = id; at !== null; at = placed.get(at)?.parent ?? null) if (at === above) return true
    return false
  }
  const inOrder = [...claims].sort((a, b) => a.lamport - b.lamport || (a.id < b.id ? -1 : 1))
  for (const { id, parent } of inOrder) {
    const isThere = parent !== null && known.has(parent)
    const closes = isThere && isUnder(parent, id)
    placed.set(id, { parent: isThere && !closes ? parent : null, isAside: closes })
  }
  return placed
}
