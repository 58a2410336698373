import { toHex } from '../../../shared/bytes'
import type { RoomPhase } from './roomPhase'
import type { RoomState } from './roomState'
import type { RoomStatus } from './roomTypes'

/** Frames smaller than this are here before anybody could read a number. */
const FETCHING_FROM = 256 * 1024

export interface Underway {
  readonly isSending: boolean
  readonly fetching: { readonly got: number; readonly of: number } | null
  /** ms since 1970 */
  readonly retryAt: number | null
}

/** What is said of a room: how much the relay lacks, and why. */
export function roomStatus(state: RoomState, phase: RoomPhase, { isSending, fetching, retryAt }: Underway): RoomStatus {
  const isUp = phase === 'asking' || phase === 'live'
  // What a lower rung cannot send stays here and is said: refused, not lost.
  const stray = (state.mayEdit ? 0 : state.unsent.size) + (state.maySpeak ? 0 : state.unsentRecords.size)
  const toOffer = state.mayEdit && (!state.exists || state.missing !== null || (state.isNew && state.hasBase)) ? 1 : 0
  const unsent = state.unsent.size + state.unsentRecords.size + toOffer
  // Whether the relay has everything is known only once it has been compared.
  const isUnknown = phase === 'asking' && state.maySpeak && state.cursor.reoffer
  const refusal = state.refusal ?? (stray > 0 ? 'not allowed' : null)
  return {
    relay: refusal ? 'refused' : !isUp ? 'offline' : unsent > 0 || isSending || isUnknown ? 'sending' : 'sent',
    unsent,
    refusal,
    retryAt: retryAt ?? (state.notBefore > state.around.clock.now() ? state.notBefore : null),
    lastExchange: state.lastExchange,
    fetching: fetching && fetching.of >= FETCHING_FROM ? fetching : null,
    place: phase === 'live' ? { seq: state.cursor.seq, chain: toHex(state.cursor.chain) } : null,
    skipped: state.skipped,
    faults: state.faults,
  }
}
