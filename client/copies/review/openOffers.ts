/** Offers of copies to a text that hold something which nobody has decided. */

import type { VerifiedRecord } from '../../crypto/record'
import type { History } from '../../history/openHistory'
import { whenHistory } from '../../history/whenHistory'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { ask } from '../desk/desk'
import { offeredBase } from './bases'
import { lastOf, settled } from './decided'
import { type Offer, offeredTexts, offersOf } from './offer'
import { rowsOf, watchText } from './texts'

export interface OpenOffer {
  readonly offer: Offer
  /** Changes that it has. */
  readonly count: number
}

/** Calls with the open offers now and whenever they may be others. Returns its end. */
export function watchOffers(workspace: OpenWorkspace, id: string, listener: (offers: readonly OpenOffer[]) => void): () => void {
  return whenHistory(workspace, id, (history) => {
    let isOver = false
    let run = 0
    let records: readonly VerifiedRecord[] = []
    const look = async () => {
      const mine = ++run
      const found = await openOffers(workspace, history, records)
      if (!isOver && mine === run) listener(found)
    }
    const again = () => void look().catch((error: unknown) => console.error('offers could not be read', error))
    const ends = [
      history.watch((all) => {
        records = all
        again()
      }),
      watchText(workspace, id, again, 2000),
    ]
    return () => {
      isOver = true
      for (const end of ends) end()
    }
  })
}

async function openOffers(workspace: OpenWorkspace, history: History, records: readonly VerifiedRecord[]): Promise<OpenOffer[]> {
  const decided = [...settled(records).values()].map(({ stands }) => stands)
  const found: OpenOffer[] = []
  for (const offer of offersOf(records).values()) {
    if (offer.withdrawn) continue
    const record = records.find(({ id }) => id === offer.record)
    const texts = record && offeredTexts(record)
    const main = await rowsOf(workspace, history.documentId)
    if (!texts || !main) continue
    const base = offeredBase(history, offer, texts.base, lastOf(decided, offer.copy, 'push'))
    if (!base) continue
    const apart = await ask('apart', { push: { json: base }, pull: { json: base }, main, copy: { json: texts.theirs } })
    if (apart.ok && apart.value.push > 0) found.push({ offer, count: apart.value.push })
  }
  return found
}
