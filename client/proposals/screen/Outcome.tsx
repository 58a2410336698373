import '../../words/later/proposals'
import { Icon } from '../../design/signs/Icon'
import { formatMoment } from '../../words/formats'
import { t } from '../../words/words'
import type { ProposalView } from './model'
import styles from './Outcome.module.css'
import { outcomeWords } from './saying'

/** The outcome as one sentence, and behind it the facts. */
export function Outcome({ proposal, now }: { proposal: ProposalView; now: number }) {
  const { closed, state } = proposal
  return (
    <section className={styles.outcome} data-state={state}>
      <p className={styles.sentence} dir="auto">
        {outcomeWords(proposal)}
      </p>
      {closed && (
        <details className={styles.facts}>
          <summary>
            <Icon name="fold" size={16} />
            {t('proposals.facts')}
          </summary>
          <p>{t('proposals.closedBy', { name: closed.by?.isMe ? t('proposals.youInside') : (closed.by?.name ?? ''), when: formatMoment(closed.at, now) })}</p>
          {closed.tried.length > 0 && (
            <>
              <p>{t('proposals.facts.notReached')}:</p>
              <ul>
                {closed.tried.map(({ name, words }) => (
                  <li key={name} dir="auto">
                    {t('proposals.facts.reached', { name, words })}
                  </li>
                ))}
              </ul>
            </>
          )}
          {closed.isTwice && <p>{t('proposals.facts.twoClosings')}</p>}
          <p>{t('proposals.facts.recompute')}</p>
        </details>
      )}
    </section>
  )
}
