import '../../words/later/proposals'
import { Icon } from '../../design/signs/Icon'
import { formatDate } from '../../words/formats'
import { t } from '../../words/words'
import styles from './BidCard.module.css'
import type { SmallBid } from './model'

/** A small bid: what is expected, what it may cost, who may stop it. */
export function BidCard({ bid, now }: { bid: SmallBid; now: number }) {
  const rows = [
    [t('proposals.bid.expect'), bid.expect],
    [t('proposals.bid.cost'), bid.cost],
    [t('proposals.bid.guardian'), bid.guardian],
    [t('proposals.bid.stop'), bid.stopIf],
  ].filter(([, said]) => said !== '')
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>
        <Icon name="smallBid" size={18} />
        {bid.until === null ? t('proposals.smallBid') : t('proposals.bid.until', { date: formatDate(bid.until, now) })}
      </h2>
      {rows.length > 0 && (
        <dl className={styles.rows}>
          {rows.map(([name, said]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{said}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
