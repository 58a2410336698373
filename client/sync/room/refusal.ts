import type { Refusal } from '../../../shared/message'
import type { Backoff } from '../backoff'
import type { Draft } from './outbox'
import type { RoomState } from './roomState'

const LONG_MS = 5 * 60_000

/** What follows from a frame that the relay did not take. Its rows stay unsent: refused is never lost. */
export function afterRefusal(state: RoomState, draft: Draft, refusal: Refusal, patience: Backoff): void {
  const now = state.around.clock.now()
  switch (refusal) {
    case 'no such room':
      state.exists = false // its create goes first
      return
    case 'not taken':
      // Another create came first, the room is the same; or [S7] somebody else's snapshot reaches further.
      if (draft.kind === 'create') state.exists = true
      return
    case 'slow down':
    case 'disk full':
      state.refusal = refusal
      state.notBefore = now + patience.next()
      return
    case 'room full':
      state.refusal = refusal
      state.notBefore = now + patience.next()
      if (draft.kind !== 'snapshot') state.wantsSnapshot ??= 'usual' // only these are taken now
      return
    case 'too large':
      state.refusal = refusal
      state.notBefore = draft.out.length > 1 ? now : now + LONG_MS
      state.batchRows = Math.max(1, Math.floor(draft.out.length / 2))
      return
    default:
      state.refusal = refusal
      state.notBefore = now + LONG_MS
  }
}
