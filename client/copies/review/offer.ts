/**
 * A copy's changes, offered to its main text: a record of the main text's history that carries the text that both began with and the copy as it was when it was
 * offered. The voice rung is enough, and reviewers read only what was offered. Pure.
 */
import { fromHex, toHex } from '../../../shared/bytes'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { CborValue } from '../../crypto/deterministicCbor'
import { bytesField, fieldsOf, textField } from '../../crypto/joining'
import type { RecordId, VerifiedRecord } from '../../crypto/record'
import { headsOf } from '../../crypto/recordSet'
import { packText, unpackText } from '../baseText'
import type { ForkKind } from '../lineage'
import { NAME_LENGTH, WHY_LENGTH } from '../lineage'

export const OFFER = 'offer'
export const offerSubject = (copyId: string): string => `offer/${copyId}`

export interface OfferBody {
  /** Document id, hex. */
  readonly copy: string
  readonly kind: ForkKind
  /** For whom the copy is; null: whoever signed this. */
  readonly forWhom: string | null
  readonly why: string
  /** Taken back: nothing is offered any more. */
  readonly withdrawn: boolean
  readonly base: ProseMirrorJson
  readonly theirs: ProseMirrorJson
}

export const offerBody = ({ copy, kind, forWhom, why, withdrawn, base, theirs }: OfferBody): CborValue => ({
  copy: fromHex(copy),
  kind,
  for: forWhom,
  why: why.trim().slice(0, WHY_LENGTH),
  withdrawn,
  base: packText(base),
  theirs: packText(theirs),
})

/** Of an offer, without its texts: they are unpacked when somebody looks. */
export interface Offer extends Omit<OfferBody, 'base' | 'theirs'> {
  readonly record: RecordId
  /** Device key, hex. */
  readonly by: string
  readonly at: number
}

const bytesOf = (value: CborValue | undefined): Uint8Array | null => (value instanceof Uint8Array ? value : null)

function readOffer({ id, type, body, device, at, subject }: VerifiedRecord): Offer | null {
  const fields = fieldsOf(body)
  const copy = bytesField(fields, 'copy', 16)
  const kind = textField(fields, 'kind')
  if (type !== OFFER || device === null || !copy || (kind !== 'copy' && kind !== 'suggestion') || subject !== offerSubject(toHex(copy))) return null
  if (!bytesOf(fields.base) || !bytesOf(fields.theirs)) return null
  return {
    record: id,
    copy: toHex(copy),
    kind,
    forWhom: textField(fields, 'for')?.trim().slice(0, NAME_LENGTH) || null,
    why: textField(fields, 'why')?.slice(0, WHY_LENGTH) ?? '',
    withdrawn: fields.withdrawn === true,
    by: toHex(device),
    at: at ?? 0,
  }
}

/** null: what it carries is no text. */
export function offeredTexts({ body }: VerifiedRecord): { readonly base: ProseMirrorJson; readonly theirs: ProseMirrorJson } | null {
  const fields = fieldsOf(body)
  const [base, theirs] = [bytesOf(fields.base), bytesOf(fields.theirs)].map((bytes) => bytes && unpackText(bytes))
  return base && theirs ? { base, theirs } : null
}

/** The last offer of each copy; of two made at once the later one, else the smaller id. One that was withdrawn counts, so that it is not offered by an older one. */
export function offersOf(records: readonly VerifiedRecord[]): Map<string, Offer> {
  const found = new Map<string, Offer>()
  const offers = records.flatMap((record) => (readOffer(record) ? [record] : []))
  for (const subject of new Set(offers.map((record) => record.subject))) {
    const heads = new Set(headsOf(offers, subject))
    const last = offers.flatMap((record) => (heads.has(record.id) ? (readOffer(record) ?? []) : []))
    const [offer] = last.sort((a, b) => b.at - a.at || (a.record < b.record ? -1 : 1))
    if (offer) found.set(offer.copy, offer)
  }
  return found
}
