/** Offering a copy's changes to its main text. Works without a network, and with the voice rung. */
import { ok, type Result, refuse } from '../../../shared/result'
import type { RecordId } from '../../crypto/record'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { sameText } from '../baseText'
import type { Lineage } from '../lineage'
import { basesOf, openHistories } from './bases'
import { OFFER, offerBody, offeredTexts, offerSubject, offersOf } from './offer'
import { textNow } from './texts'

export type BringBackRefusal =
  /** The text that it began with has not come to this device. */
  | 'base missing'
  | 'newer content'
  /** The copy, or the main text's history. */
  | 'not here'

/** Offers the copy as it is now; the offer's id. What was offered already is not offered anew. */
export async function bringBack(workspace: OpenWorkspace, lineage: Lineage, why = lineage.why): Promise<Result<RecordId, BringBackRefusal>> {
  const histories = await openHistories(workspace, lineage)
  try {
    if (!histories.main) return refuse('not here')
    const [bases, text] = [await basesOf(histories, lineage), await textNow(workspace, lineage.id)]
    if (!bases.ok) return bases
    if (!text.ok) return text
    const records = await histories.main.list()
    const last = offersOf(records).get(lineage.id)
    const lastRecord = records.find(({ id }) => id === last?.record)
    const known = lastRecord && offeredTexts(lastRecord)
    const isSame = last && !last.withdrawn && last.why === why.trim() && known && sameText(known.base, bases.value.push) && sameText(known.theirs, text.value)
    if (last && isSame) return ok(last.record)
    const { kind, forWhom } = lineage
    const body = offerBody({ copy: lineage.id, kind, forWhom, why, withdrawn: false, base: bases.value.push, theirs: text.value })
    const { id } = await histories.main.append({ type: OFFER, subject: offerSubject(lineage.id), body })
    return ok(id)
  } finally {
    histories.close()
  }
}
