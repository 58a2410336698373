/** What the review knows of a change, whatever it is a change of. Plain data: it crosses from the worker to the screen. */

/** clean: only theirs changed it · conflict: changed in both · same: both changed it alike, nothing is asked */
export type HunkStatus = 'clean' | 'conflict' | 'same'

/** As it is now, theirs, one after the other, or (`mixed`) content that somebody wrote for each part. */
export type Answer<Mixed> = 'ours' | 'theirs' | 'both' | { readonly mixed: Mixed }

export interface Hunk<Title, Part> {
  /** Hexadecimal SHA-256 [F10]. */
  readonly id: string
  /** What stands there now, as a hash: a decision holds only for what was seen. */
  readonly seen: string
  readonly status: HunkStatus
  readonly title: Title
  /** In plain words: how it was, how it would be. */
  readonly before: string
  readonly after: string
  /** Ids of changes that have to be taken for this one to make sense. */
  readonly needs: readonly string[]
  /** Clean, but right beside something that was changed meanwhile. */
  readonly touching: boolean
  /** Answers that fit here; something mixed always may. */
  readonly answers: readonly ('ours' | 'theirs' | 'both')[]
  readonly parts: readonly Part[]
}

export interface Decision<Mixed> {
  readonly hunk: string
  readonly seen: string
  readonly answer: Answer<Mixed>
}

export interface Applied<Content> {
  readonly content: Content
  /** Changes whose mixed content does not fit where it should stand: to be placed by hand. They were left as they are now. */
  readonly unplaced: readonly string[]
}

/** A three-way comparison, pinned: the same answers give the same content, in whatever order they came. */
export interface Merge<Content, H extends Hunk<unknown, unknown>, Mixed> {
  readonly hunks: readonly H[]
  /** Changes nothing [F8]; hunks without a decision stay as they are now. */
  apply(decisions: readonly Decision<Mixed>[]): Applied<Content>
}

/** An engine for one kind of content. */
export interface Mergeable<Doc, Content, H extends Hunk<unknown, unknown>, Mixed> {
  /** Without changing the document. */
  read(doc: Doc): Content
  diff3(base: Content, ours: Content, theirs: Content): Merge<Content, H, Mixed>
}

/** Decides a hunk as it is seen now. */
export const decide = <Mixed>({ id, seen }: Hunk<unknown, unknown>, answer: Answer<Mixed>): Decision<Mixed> => ({ hunk: id, seen, answer })

/** Everything, or everything that fits as it is. */
export function takeAll<Mixed>(hunks: readonly Hunk<unknown, unknown>[], which: 'all' | 'clean' = 'all'): Decision<Mixed>[] {
  return hunks.filter(({ status }) => status === 'clean' || (which === 'all' && status === 'conflict')).map((hunk) => decide<Mixed>(hunk, 'theirs'))
}

/**
 * The decisions that still hold when the main text has moved [F10]: the change is the same and so is what it would replace.
 * @returns also the hunks that have to be decided again, because somebody had decided them when something else stood there
 */
export function carryOver<Mixed, H extends Hunk<unknown, unknown>>(
  decisions: readonly Decision<Mixed>[],
  hunks: readonly H[],
): { readonly kept: readonly Decision<Mixed>[]; readonly lost: readonly Decision<Mixed>[]; readonly undecided: readonly H[] } {
  const byId = new Map(hunks.map((hunk) => [hunk.id, hunk]))
  const holds = ({ hunk, seen }: Decision<Mixed>): boolean => byId.get(hunk)?.seen === seen
  const kept = decisions.filter(holds)
  const decided = new Set(kept.map(({ hunk }) => hunk))
  return {
    kept,
    lost: decisions.filter((decision) => !holds(decision)),
    undecided: hunks.filter(({ id, status }) => status !== 'same' && !decided.has(id)),
  }
}
