import '../../words/later/proposals'
import { Field, TextArea } from '../../design/controls/Field'
import { t } from '../../words/words'
import { dayOf, endOf } from '../../workspace/days'
import { dayAfter } from './days'
import type { SmallBid } from './model'

export const NO_BID: SmallBid = { expect: '', cost: '', guardian: '', stopIf: '', until: null }

/** What is expected of a small bid, and its limits. */
export function BidFields({ bid, now, onChange }: { bid: SmallBid; now: number; onChange: (bid: SmallBid) => void }) {
  return (
    <>
      <TextArea
        label={t('proposals.bid.expect')}
        rows={2}
        maxLength={2000}
        value={bid.expect}
        onChange={(event) => onChange({ ...bid, expect: event.target.value })}
      />
      <Field
        label={t('proposals.bid.cost')}
        voice="people"
        maxLength={200}
        value={bid.cost}
        onChange={(event) => onChange({ ...bid, cost: event.target.value })}
      />
      <Field
        label={t('proposals.bid.guardian')}
        hint={t('proposals.bid.guardianHint')}
        voice="people"
        maxLength={200}
        value={bid.guardian}
        onChange={(event) => onChange({ ...bid, guardian: event.target.value })}
      />
      <Field
        label={t('proposals.bid.stop')}
        voice="people"
        maxLength={2000}
        value={bid.stopIf}
        onChange={(event) => onChange({ ...bid, stopIf: event.target.value })}
      />
      <Field
        label={t('proposals.bid.lookAgain')}
        type="date"
        min={dayAfter(now, 1)}
        value={bid.until === null ? '' : dayOf(bid.until)}
        onChange={(event) => onChange({ ...bid, until: event.target.value === '' ? null : endOf(event.target.value) })}
      />
    </>
  )
}
