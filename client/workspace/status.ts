import type { WordsStatus } from '../design/signs/whereWords'
import type { DocumentStatus, ReplicaStatus } from '../sync/replica'
import { t } from '../words/words'

/** From what the ground floor knows to what is said (pure, apart from the catalogue). */

/** Why a relay refuses, to stand after a colon. */
export function reasonWords(refusal: string | null): string | undefined {
  switch (refusal) {
    case null:
      return undefined
    case 'room full':
      return t('sync.reason.roomFull')
    case 'disk full':
      return t('sync.reason.diskFull')
    case 'slow down':
      return t('sync.reason.slowDown')
    case 'not allowed':
    case 'bad proof':
      return t('sync.reason.notAllowed')
    case 'too large':
      return t('sync.reason.tooLarge')
    case 'too many rooms':
      return t('sync.reason.tooMany')
    case 'bad frame':
    case 'bad signature':
    case 'wrong room':
      return t('sync.reason.badFrame')
    default:
      return t('sync.reason.unknown')
  }
}

/** What to do about it. `retryAt`, ms: when the next attempt is made. */
export function refusalHelp(refusal: string, retryAt: number | null, now: number): string {
  switch (refusal) {
    case 'room full':
      return t('sync.refused.roomFull')
    case 'disk full':
      return t('sync.refused.diskFull')
    case 'slow down':
      return retryAt === null || retryAt <= now ? t('sync.refused.slowDownSoon') : t('sync.refused.slowDown', { seconds: Math.ceil((retryAt - now) / 1000) })
    case 'not allowed':
    case 'bad proof':
      return t('sync.refused.notAllowed')
    case 'too large':
      return t('sync.refused.tooLarge')
    default:
      return t('sync.refused.other')
  }
}

/** A relay that asks for patience refuses nothing: it is waited for, and said only in the panel. */
export const isHardRefusal = (refusal: string | null): boolean =>
  refusal !== null && refusal !== 'slow down' && refusal !== 'no such room' && refusal !== 'not taken'

export function wordsStatus(status: DocumentStatus | ReplicaStatus): WordsStatus {
  const reason = reasonWords(status.refusal)
  return {
    saved: status.saved,
    unsent: unsentOf(status),
    relay: status.relay,
    since: status.since,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Of all documents together. */
export function unsentOf(status: DocumentStatus | ReplicaStatus): number {
  return status.unsent
}
