import type { ChannelRefusal, Refusal } from '../../shared/message'
import type { DocumentKey, LogHealth } from '../device/deviceLog'
import type { LinkStatus, RelayStatus } from './hostMessages'

/** Where the words of one document are, for the sign and the panel behind it. */
export interface DocumentStatus {
  /** [S1] 'saved': durable on this device. [S13] 'not saved': only in this window. */
  readonly saved: 'saved' | 'saving' | 'not saved'
  /** Changes that no relay has acknowledged. */
  readonly unsent: number
  /** 'none': no relay was chosen. */
  readonly relay: 'sent' | 'sending' | 'offline' | 'refused' | 'none'
  /** Offline since, ms. */
  readonly since: number | null
  readonly refusal: Refusal | ChannelRefusal | null
  /** When it is tried again by itself, ms. */
  readonly retryAt: number | null
  readonly lastExchange: { readonly at: number; readonly author: string } | null
  readonly fetching: { readonly got: number; readonly of: number } | null
  /** Some relay has nothing more to tell; or none is chosen. */
  readonly isCaughtUp: boolean
  /** [S10b] Somebody with the same frames shows another text. */
  readonly differs: boolean
  /** [S10b] Something that this text builds on has not come. */
  readonly missing: boolean
}

/** The same, over all documents that are followed. */
export interface ReplicaStatus extends DocumentStatus {
  readonly unsentByDocument: ReadonlyMap<DocumentKey, number>
  readonly health: LogHealth
}

/** What a tab itself knows of a document. */
export interface OwnKnowledge {
  /** Rows that are not durable yet. */
  readonly pending: number
  readonly failed: boolean
  readonly differs: boolean
  readonly missing: boolean
}
export const NOTHING_KNOWN: OwnKnowledge = { pending: 0, failed: false, differs: false, missing: false }

const savedOf = ({ pending, failed }: OwnKnowledge, health: LogHealth): DocumentStatus['saved'] =>
  failed || health.on === 'memory' ? 'not saved' : pending > 0 ? 'saving' : 'saved'

/** The relay that is furthest decides: one that has everything is enough for the others to get it. */
const BEST: readonly DocumentStatus['relay'][] = ['sent', 'sending', 'refused', 'offline', 'none']
const rank = (relay: DocumentStatus['relay']): number => BEST.indexOf(relay)

/** @param relays null: the link has said nothing yet; how many relays there are is `chosen` */
export function documentStatus(relays: readonly RelayStatus[] | null, chosen: number, own: OwnKnowledge, health: LogHealth): DocumentStatus {
  const { differs, missing } = own
  const base = { saved: savedOf(own, health), differs, missing }
  const best = [...(relays ?? [])].sort((a, b) => rank(a.relay) - rank(b.relay) || a.unsent - b.unsent)[0]
  if (!best) {
    const relay = chosen === 0 ? 'none' : 'offline'
    return { ...base, relay, unsent: 0, since: null, refusal: null, retryAt: null, lastExchange: null, fetching: null, isCaughtUp: chosen === 0 }
  }
  const { refusal, lastExchange, fetching, offlineSince, dialAt } = best
  // What is still on its way to the disk has not been sent either.
  const unsent = best.unsent + own.pending
  const relay = best.relay === 'sent' && own.pending > 0 ? 'sending' : best.relay
  const since = relay === 'offline' ? offlineSince : null
  return {
    ...base,
    relay,
    unsent,
    since,
    refusal,
    retryAt: best.retryAt ?? dialAt,
    lastExchange,
    fetching,
    isCaughtUp: (relays ?? []).some(({ place }) => place !== null),
  }
}

const WORST: readonly DocumentStatus['relay'][] = ['refused', 'offline', 'sending', 'sent', 'none']
const WORST_SAVED: readonly DocumentStatus['saved'][] = ['not saved', 'saving', 'saved']
const earliest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))

export function replicaStatus(documents: ReadonlyMap<DocumentKey, DocumentStatus>, health: LogHealth): ReplicaStatus {
  let sum: DocumentStatus = {
    saved: health.on === 'memory' ? 'not saved' : 'saved',
    unsent: 0,
    relay: 'none',
    since: null,
    refusal: null,
    retryAt: null,
    lastExchange: null,
    fetching: null,
    isCaughtUp: true,
    differs: false,
    missing: false,
  }
  const unsentByDocument = new Map<DocumentKey, number>()
  for (const [doc, status] of documents) {
    if (status.unsent > 0) unsentByDocument.set(doc, status.unsent)
    const latest = (status.lastExchange?.at ?? 0) > (sum.lastExchange?.at ?? 0) ? status.lastExchange : sum.lastExchange
    const fetching = status.fetching && { got: status.fetching.got + (sum.fetching?.got ?? 0), of: status.fetching.of + (sum.fetching?.of ?? 0) }
    sum = {
      saved: WORST_SAVED[Math.min(WORST_SAVED.indexOf(sum.saved), WORST_SAVED.indexOf(status.saved))] ?? 'saved',
      unsent: sum.unsent + status.unsent,
      relay: WORST[Math.min(WORST.indexOf(sum.relay), WORST.indexOf(status.relay))] ?? 'none',
      since: earliest(sum.since, status.since),
      refusal: sum.refusal ?? status.refusal,
      retryAt: earliest(sum.retryAt, status.retryAt),
      lastExchange: latest,
      fetching: fetching ?? sum.fetching,
      isCaughtUp: sum.isCaughtUp && status.isCaughtUp,
      differs: sum.differs || status.differs,
      missing: sum.missing || status.missing,
    }
  }
  return { ...sum, unsentByDocument, health }
}

/** The places at which this replica stands, relay by relay. */
export const placesOf = (status: LinkStatus | undefined): { seq: number; chain: string }[] => (status?.relays ?? []).flatMap(({ place }) => place ?? [])
