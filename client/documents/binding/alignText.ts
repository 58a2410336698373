/**
 * Which characters of a text that vanished were written anew, and where. Pure: signs in, indices out.
 *
 * What was moved need not be in one piece: in the change that arrives somebody may have split, joined and deleted several times. So the text is laid along the new
 * ones piece by piece, longest first. Short pieces count only where most of the text is found again: "the " stands in many places.
 */

export interface NewText<Of> {
  readonly of: Of
  readonly signs: string
  /** Which signs came with the change; only those can be copies. */
  readonly isNew: readonly boolean[]
}

export interface Found<Of> {
  readonly into: NewText<Of>
  readonly at: number
}

/** Where each sign of the text was found, or undefined. */
export type Alignment<Of> = readonly (Found<Of> | undefined)[]

const GRAM = 3
/** A piece this long is found by itself, however little else is. */
const SURE = 8
/** Else this much of the text has to be found again. */
const MOST = 0.6

/** Which new signs have been taken for copies already: each is the copy of one. */
export class Taken<Of> {
  private readonly at = new Map<NewText<Of>, Set<number>>()

  has(into: NewText<Of>, at: number): boolean {
    return this.at.get(into)?.has(at) === true
  }

  take(into: NewText<Of>, at: number): void {
    const known = this.at.get(into)
    if (known) known.add(at)
    else this.at.set(into, new Set([at]))
  }
}

/** Where three signs stand in the new texts. Built once per change. */
export class Grams<Of> {
  private readonly places = new Map<string, Found<Of>[]>()

  constructor(readonly texts: readonly NewText<Of>[]) {
    for (const into of texts) {
      for (let at = 0; at + GRAM <= into.signs.length; at++) {
        if (!into.isNew[at] || !into.isNew[at + 1] || !into.isNew[at + 2]) continue
        const gram = into.signs.slice(at, at + GRAM)
        const found = this.places.get(gram)
        if (found) found.push({ into, at })
        else this.places.set(gram, [{ into, at }])
      }
    }
  }

  /** The longest new stretch that the text goes on with from `from`. */
  longest(signs: string, from: number, taken: Taken<Of>): { found: Found<Of>; length: number } | null {
    let best: { found: Found<Of>; length: number } | null = null
    for (const found of this.places.get(signs.slice(from, from + GRAM)) ?? []) {
      const length = extent(signs, from, found, taken)
      if (length >= GRAM && (best === null || length > best.length)) best = { found, length }
    }
    return best ?? this.whole(signs.slice(from), taken)
  }

  /** One or two signs count only if nothing else is new in that place. */
  private whole(rest: string, taken: Taken<Of>): { found: Found<Of>; length: number } | null {
    if (rest.length === 0 || rest.length >= GRAM) return null
    for (const into of this.texts) {
      for (let at = into.signs.indexOf(rest); at >= 0; at = into.signs.indexOf(rest, at + 1)) {
        const isAll =
          into.isNew.slice(at, at + rest.length).every((isNew, i) => isNew && !taken.has(into, at + i)) && !into.isNew[at - 1] && !into.isNew[at + rest.length]
        if (isAll) return { found: { into, at }, length: rest.length }
      }
    }
    return null
  }
}

function extent<Of>(signs: string, from: number, { into, at }: Found<Of>, taken: Taken<Of>): number {
  let length = 0
  while (from + length < signs.length && into.isNew[at + length] && !taken.has(into, at + length) && into.signs[at + length] === signs[from + length]) length++
  return length
}

export function align<Of>(signs: string, grams: Grams<Of>, taken = new Taken<Of>()): Alignment<Of> {
  const found: (Found<Of> | undefined)[] = Array.from({ length: signs.length })
  const short: { from: number; length: number }[] = []
  let count = 0
  for (let from = 0; from < signs.length; ) {
    const piece = grams.longest(signs, from, taken)
    if (!piece) {
      from++
      continue
    }
    for (let i = 0; i < piece.length; i++) {
      found[from + i] = { into: piece.found.into, at: piece.found.at + i }
      taken.take(piece.found.into, piece.found.at + i)
    }
    if (piece.length < SURE) short.push({ from, length: piece.length })
    count += piece.length
    from += piece.length
  }
  if (count < signs.length * MOST) for (const { from, length } of short) found.fill(undefined, from, from + length)
  return found
}
