/** A review, open: what is compared, what each person would do, and putting it in. Shared live with everybody who looks at the same one. */
import * as Y from 'yjs'
import { fromHex, toHex } from '../../../shared/bytes'
import { type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { type History, openHistory } from '../../history/openHistory'
import type { TextDecision, TextHunk } from '../../merge/textMerge'
import type { OpenDocument } from '../../sync/replica'
import { type Store, writable } from '../../sync/store'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { sameText } from '../baseText'
import { ask } from '../desk/desk'
import type { EngineRefusal, OpenedReview, Pinned } from '../desk/engine'
import type { Lineage } from '../lineage'
import { basesOf, type CopyHistories, offeredBase, openHistories, stands } from './bases'
import { decisionsOf, fitting, type HunkView, isSameAnswer, type PersonsChoice, viewsOf } from './choices'
import { type Decided, type Direction, lastOf, reviewId } from './decided'
import { type Offer, offeredTexts, offersOf } from './offer'
import { type PutIn, putIn, settleDecided } from './putIn'
import { reviewState, type Said, say, setChoice, takeBack } from './reviewMap'
import { textNow, watchText } from './texts'

export type ReviewRefusal =
  /** Nobody has brought anything back. */
  | 'no offer'
  /** What was offered is no text, or the text that both began with is not on this device. */
  | 'base missing'
  | 'newer content'
  /** The main text is gone, or has not come. */
  | 'main gone'

export interface OpenReview {
  readonly opened: OpenedReview
  readonly views: readonly HunkView[]
  readonly said: readonly Said[]
  readonly offer: Offer | null
  /** The copy was written on since it was offered. */
  readonly isOlder: boolean
  /** How many choices were made about places that the text has moved on in, and how many stay. null: it has not moved since this was opened. */
  readonly moved: { readonly again: number; readonly kept: number } | null
  /** What was decided of this offer before and stands: changes that went in, and changes that were left as they were. */
  readonly before: Tally
}
export interface Tally {
  readonly taken: number
  readonly left: number
}
export type ReviewNow = { readonly kind: 'opening' } | { readonly kind: 'refused'; readonly reason: ReviewRefusal } | ({ readonly kind: 'open' } & OpenReview)

export type PutInRefusal = 'moved' | 'committed already' | EngineRefusal

export interface ReviewSession {
  readonly now: Store<ReviewNow>
  /** The text that is changed: its document's id. */
  readonly target: string
  readonly mayDecide: boolean
  readonly device: string
  /** What this person would do, from whichever of their devices. */
  mine(view: HunkView): PersonsChoice | null
  /** @param reason where it is not given, what was said before with the same answer stays */
  choose(hunk: TextHunk, answer: TextDecision['answer'], reason?: string): void
  /** Where people differ: my answer stands, in full view of the others'. */
  settle(view: HunkView): void
  takeBack(hunk: TextHunk): void
  takeFitting(): number
  say(hunk: TextHunk, words: string): void
  /** What the review stands on, for the desk; null until it is open. */
  pinned(): Pinned | null
  putIn(names: { before: string; after: string }): Promise<Result<PutIn, PutInRefusal>>
  close(): void
}

/** Ms for which what was put in can be taken back at a press; after that, by the version before. */
const UNDO_MS = 60_000

export function openReview(workspace: OpenWorkspace, lineage: Lineage, direction: Direction): ReviewSession {
  const { ground } = workspace
  const device = toHex(ground.identity.signing.public)
  /** A person with several devices is one. */
  const personOf = (of: string): string => workspace.people.get().ofDevice(of)?.id ?? of
  const target = direction === 'push' ? lineage.parent : lineage.id
  const source = direction === 'push' ? lineage.id : lineage.parent
  const now = writable<ReviewNow>({ kind: 'opening' })
  const ends: (() => void)[] = []
  let isOver = false
  let held: Held | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act)
    turn = next.catch((error: unknown) => console.error('a review could not be worked out', error))
    return next
  }

  async function begin(): Promise<void> {
    const history = await openHistory(workspace, target)
    const document = workspace.keeper.stored.get(target)
    const isGone = workspace.documents.get().find(({ id }) => id === target)?.state !== 'listed'
    if (!history.ok || !document || isGone) {
      if (history.ok) history.value.close()
      now.set({ kind: 'refused', reason: 'main gone' })
      return
    }
    const live = ground.replica.open(document.doc)
    await live.opened
    if (isOver) {
      history.value.close()
      live.close()
      return
    }
    const histories = await openHistories(workspace, lineage)
    held = {
      history: history.value,
      live,
      histories,
      pinned: null,
      opened: null,
      offer: null,
      review: '',
      other: null,
      moved: null,
      before: tallyOf([]),
      isOlder: false,
      author: device,
    }
    const { ydoc } = history.value
    const look = () => void inTurn(compare)
    let quiet: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      clearTimeout(quiet)
      quiet = setTimeout(look, 500)
    }
    live.ydoc.on('update', soon)
    ydoc.on('update', show)
    ends.push(
      () => live.ydoc.off('update', soon),
      () => ydoc.off('update', show),
      () => clearTimeout(quiet),
      history.value.watch(look),
      watchText(workspace, source, look),
      () => history.value.close(),
      () => histories.close(),
      () => live.close(),
    )
    look()
  }

  /** What is brought, and from where. */
  async function brought({ history, histories }: Held): Promise<Result<Brought, ReviewRefusal>> {
    const records = await history.list()
    const standing = await stands(history)
    const previous = lastOf(standing, lineage.id, direction)
    const review = reviewId(target, lineage.id, direction, previous?.record ?? null)
    if (direction === 'pull') {
      const [bases, text] = [await basesOf(histories, lineage), await textNow(workspace, lineage.parent)]
      if (!bases.ok) return bases
      if (!text.ok) return refuse(text.reason === 'not here' ? 'main gone' : text.reason)
      return {
        ok: true,
        value: { review, base: bases.value.pull, theirs: text.value, other: bases.value.push, offer: null, isOlder: false, before: tallyOf([]) },
      }
    }
    const offer = offersOf(records).get(lineage.id)
    const record = records.find(({ id }) => id === offer?.record)
    if (!offer || !record || offer.withdrawn) return refuse('no offer')
    const texts = offeredTexts(record)
    if (!texts) return refuse('base missing')
    const base = offeredBase(history, offer, texts.base, previous)
    if (!base) return refuse('base missing')
    const copy = await textNow(workspace, lineage.id)
    const isOlder = copy.ok && !sameText(copy.value, texts.theirs)
    const before = tallyOf(standing.filter(({ copy, direction: way, at }) => copy === lineage.id && way === direction && at >= offer.at))
    return { ok: true, value: { review, base, theirs: texts.theirs, other: texts.base, offer, isOlder, before } }
  }

  async function compare(): Promise<void> {
    if (!held || isOver) return
    await settleDecided(held.history, held.live.ydoc)
    const found = await brought(held)
    if (!held || isOver) return
    if (!found.ok) return now.set({ kind: 'refused', reason: found.reason })
    const { review, base, theirs, other, offer, isOlder, before } = found.value
    const pinned: Pinned = { review: fromHex(review), base, theirs, state: Y.encodeStateAsUpdateV2(held.live.ydoc) }
    const shown = now.get()
    const opened = await ask('open', pinned)
    if (!held || isOver) return
    if (!opened.ok) return now.set({ kind: 'refused', reason: opened.reason })
    const hasMoved = held.review === review && held.opened !== null && seenIn(held.opened) !== seenIn(opened.value)
    held = { ...held, review, pinned, opened: opened.value, other, offer, isOlder, before, author: offer?.by ?? device }
    const views = viewsOf(opened.value.hunks, reviewState(held.history.ydoc, review).choices, personOf)
    const again = views.filter((view) => view.again).length
    if (shown.kind === 'open' && hasMoved) held.moved = { again, kept: decisionsOf(views).length }
    show()
  }

  function show(): void {
    if (!held?.opened || isOver) return
    const { opened, offer, isOlder, moved, before, review, history } = held
    const { choices, said } = reviewState(history.ydoc, review)
    now.set({ kind: 'open', opened, views: viewsOf(opened.hunks, choices, personOf), said, offer, isOlder, moved, before })
  }

  void inTurn(begin)

  const views = (): readonly HunkView[] => {
    const state = now.get()
    return state.kind === 'open' ? state.views : []
  }
  const mine = ({ choices }: HunkView): PersonsChoice | null => choices.find(({ person }) => person === personOf(device)) ?? null
  const choose = (hunk: TextHunk, answer: TextDecision['answer'], reason?: string) => {
    if (!held?.history.mayKeep) return
    const view = views().find((each) => each.hunk.id === hunk.id)
    const before = view && view.hunk.seen === hunk.seen ? mine(view) : null
    const isSame = before !== null && isSameAnswer(before.answer, answer)
    const words = reason ?? (isSame ? before.reason : '')
    // The same said again is nothing new: whoever heard it has heard it.
    if (isSame && words.trim() === before.reason) return
    const heard = isSame ? before.heard : undefined
    setChoice(held.history.ydoc, held.review, {
      ...{ hunk: hunk.id, seen: hunk.seen, answer, reason: words, device, at: ground.now() },
      ...(heard ? { heard } : {}),
    })
  }
  const settle = (view: HunkView) => {
    const own = mine(view)
    if (!held?.history.mayKeep || !own) return
    const { id, seen } = view.hunk
    const heard = view.choices.filter(({ person }) => person !== own.person).map(({ device, at }) => ({ device, at }))
    setChoice(held.history.ydoc, held.review, { hunk: id, seen, answer: own.answer, reason: own.reason, device, at: ground.now(), heard })
  }
  const takeMineBack = ({ id }: TextHunk) => {
    if (!held?.history.mayKeep) return
    const { ydoc } = held.history
    const own = reviewState(ydoc, held.review).choices.filter((choice) => choice.hunk === id && personOf(choice.device) === personOf(device))
    for (const choice of own) takeBack(ydoc, held.review, id, choice.device)
  }
  return {
    now,
    target,
    get mayDecide() {
      return held?.history.mayKeep ?? false
    },
    device,
    mine,
    choose,
    settle,
    takeBack: takeMineBack,
    takeFitting() {
      const hunks = fitting(views())
      held?.history.ydoc.transact(() => {
        for (const hunk of hunks) choose(hunk, 'theirs')
      })
      return hunks.length
    },
    say: (hunk, words) => held && words.trim() !== '' && say(held.history.ydoc, held.review, { hunk: hunk.id, device, at: ground.now(), words }),
    pinned: () => held?.pinned ?? null,
    putIn: (names) =>
      inTurn(async () => {
        if (!held?.opened || !held.pinned || held.other === null) return refuse('moved')
        const decided = decisionsOf(views())
        const { review: looked } = held
        await compare()
        const { history, live, review, pinned, other, author } = held
        const decisions = decisionsOf(views())
        if (review !== looked) return refuse('committed already')
        // What somebody else did in this very moment is looked at first.
        if (!pinned || other === null || JSON.stringify(decisions) !== JSON.stringify(decided)) return refuse('moved')
        // An instance of its own: it can be taken back for a while, also from another screen.
        const own = ground.replica.open(live.doc)
        await own.opened
        const put = await putIn({ history, ydoc: own.ydoc, review, pinned, copy: lineage.id, direction, decisions, other, author, names })
        if (put.ok && put.value.undo) setTimeout(() => own.close(), UNDO_MS)
        else own.close()
        return put
      }),
    close() {
      isOver = true
      void inTurn(async () => {
        for (const end of ends.splice(0)) end()
        now.end()
      })
    },
  }
}

interface Brought {
  readonly review: string
  readonly base: ProseMirrorJson
  readonly theirs: ProseMirrorJson
  readonly other: ProseMirrorJson
  readonly offer: Offer | null
  readonly isOlder: boolean
  readonly before: Tally
}
interface Held {
  readonly history: History
  readonly live: OpenDocument
  readonly histories: CopyHistories
  pinned: Pinned | null
  opened: OpenedReview | null
  offer: Offer | null
  review: string
  other: ProseMirrorJson | null
  moved: OpenReview['moved']
  before: Tally
  isOlder: boolean
  author: string
}
const tallyOf = (decided: readonly Pick<Decided, 'decisions'>[]): Tally => {
  const answers = decided.flatMap(({ decisions }) => decisions.map(({ answer }) => answer))
  const left = answers.filter((answer) => answer === 'ours').length
  return { taken: answers.length - left, left }
}
const seenIn = ({ hunks }: OpenedReview): string => hunks.map(({ id, seen, status }) => `${id} ${seen} ${status}`).join()
