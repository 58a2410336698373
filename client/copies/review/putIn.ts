/** Putting what was decided into the text [F7]: recorded first, then written as one update that is the same bytes wherever it is made. */
import * as Y from 'yjs'
import { fromHex } from '../../../shared/bytes'
import { ok, type Result } from '../../../shared/result'
import { AUTHORS_FIELD, TEXT_FIELD } from '../../documents/schema/schema'
import type { History } from '../../history/openHistory'
import { ENGINE_VERSION } from '../../merge/commit'
import type { TextDecision } from '../../merge/textMerge'
import { baseBytes, readText } from '../baseText'
import { ask } from '../desk/desk'
import type { EngineRefusal, Pinned } from '../desk/engine'
import { DECIDED, type Decided, type Direction, decidedBody, decidedSubject, settled } from './decided'

/** Of the transaction, so that it can be undone as one. */
export const PUT_IN = 'put in'

export interface PuttingIn {
  readonly history: History
  /** The text that is changed, live. */
  readonly ydoc: Y.Doc
  readonly review: string
  readonly pinned: Pinned
  readonly copy: string
  readonly direction: Direction
  readonly decisions: readonly TextDecision[]
  /** The other base of the copy; not looked at where it is this review's own. */
  readonly other: Pinned['base']
  /** Device, hex: whose words they are. */
  readonly author: string
  /** What the versions before and after are called. */
  readonly names: { readonly before: string; readonly after: string }
}

export interface PutIn {
  /** Changes that were made; those of whose words did not fit are in `unplaced`. */
  readonly taken: number
  readonly unplaced: readonly string[]
  /** Takes it back, as one; null: nothing was taken. */
  readonly undo: (() => void) | null
}

export async function putIn(what: PuttingIn): Promise<Result<PutIn, 'committed already' | EngineRefusal>> {
  const { history, ydoc, review, pinned, copy, direction, decisions, other, author, names } = what
  const made = await ask('commit', pinned, decisions)
  if (!made.ok) return made
  const next = direction === 'push' ? await ask('afterPush', pinned, pinned.theirs, other, decisions) : await ask('afterPull', pinned, other, decisions)
  if (!next.ok) return next
  const before = await ask('text', { state: pinned.state })
  if (!before.ok) return before

  const pin = { base: history.keepState(baseBytes(pinned.base)), theirs: history.keepState(baseBytes(pinned.theirs)), state: history.keepState(pinned.state) }
  const bases = {
    push: history.keepState(baseBytes(next.value.push)),
    pull: direction === 'pull' ? history.keepState(baseBytes(next.value.pull)) : null,
  }
  const { update, client, text, unplaced } = made.value
  const isEmpty = update.length === 0
  if (!isEmpty) history.keep({ json: before.value, cause: 'review before', name: names.before })
  const body = decidedBody({ copy, direction, pin, decisions, engine: ENGINE_VERSION, client: isEmpty ? 0 : client, bases })
  await history.append({ type: DECIDED, subject: decidedSubject(review), body })
  const undo = isEmpty ? null : write(ydoc, update, client, author)
  if (!isEmpty) history.keep({ json: text, cause: 'review after', name: names.after })
  const taken = decisions.filter(({ answer, hunk }) => answer !== 'ours' && !unplaced.includes(hunk)).length
  return ok({ taken, unplaced, undo })
}

function write(ydoc: Y.Doc, update: Uint8Array, client: number, author: string): () => void {
  const undoing = new Y.UndoManager(ydoc.getXmlFragment(TEXT_FIELD), { trackedOrigins: new Set([PUT_IN]) })
  Y.applyUpdateV2(ydoc, update, PUT_IN)
  // Whose words they are stays to be seen. A transaction of its own: Yjs takes one that brings an update for somebody else's.
  const authors = ydoc.getMap<string>(AUTHORS_FIELD)
  if (authors.get(String(client)) !== author) authors.set(String(client), author)
  return () => {
    undoing.undo()
    undoing.destroy()
  }
}

const isIn = (ydoc: Y.Doc, client: number): boolean => (ydoc.store.clients.get(client)?.length ?? 0) > 0

/** Pairs of records that were settled in this tab. */
const withdrawn = new WeakMap<Y.Doc, Set<string>>()

/**
 * Finishes what was decided and has not been written: whoever pressed went away before it was, or it has not come. Of two that were decided apart about one review,
 * one stands, and the text becomes what it would be without the other. The same everywhere, and nothing if it was done before.
 */
export async function settleDecided(history: History, ydoc: Y.Doc): Promise<void> {
  if (!history.mayKeep) return
  for (const { stands, others } of settled(await history.list()).values()) {
    const pinned = stands.engine === ENGINE_VERSION ? pinnedOf(history, stands) : null
    if (!pinned) continue
    if (stands.client !== 0 && !isIn(ydoc, stands.client)) {
      const made = await ask('commit', pinned, stands.decisions)
      if (made.ok && made.value.client === stands.client && made.value.update.length > 0 && !isIn(ydoc, stands.client))
        write(ydoc, made.value.update, stands.client, stands.by)
    }
    for (const other of others) await withdraw(history, ydoc, { pinned, decisions: stands.decisions }, stands, other)
  }
}

async function withdraw(
  history: History,
  ydoc: Y.Doc,
  standing: { pinned: Pinned; decisions: Decided['decisions'] },
  stands: Decided,
  other: Decided,
): Promise<void> {
  const done = withdrawn.get(ydoc) ?? new Set()
  withdrawn.set(ydoc, done)
  const pair = `${stands.record} ${other.record}`
  if (other.client === 0 || other.client === stands.client || other.engine !== ENGINE_VERSION || done.has(pair)) return
  const pinned = pinnedOf(history, other)
  const made = pinned && (await ask('withdraw', standing, { pinned, decisions: other.decisions }))
  if (!made?.ok) return
  done.add(pair)
  if (made.value.length > 0) Y.applyUpdateV2(ydoc, made.value, PUT_IN)
}

function pinnedOf(history: History, { review, pin }: Decided): Pinned | null {
  const [base, theirs] = [pin.base, pin.theirs].map((name) => {
    const bytes = history.state(name)
    return bytes && readText(bytes)
  })
  const state = history.state(pin.state)
  return base && theirs && state ? { review: fromHex(review), base, theirs, state } : null
}
