import '../../words/later/proposals'
import { Icon } from '../../design/signs/Icon'
import { Unseen } from '../../design/Unseen'
import { t } from '../../words/words'
import styles from './Steps.module.css'

export const STEPS = ['questions', 'reactions', 'words', 'decision'] as const
export type Step = (typeof STEPS)[number]

/** Where the proposal stands: questions, reactions, changes of words, decision. Only what was held has its check. `done`: all of it is behind. */
export function Steps({ at, held }: { at: Step | 'done'; held: readonly Step[] }) {
  const now = at === 'done' ? STEPS.length : STEPS.indexOf(at)
  return (
    <ol className={styles.steps} aria-label={t('proposals.steps')}>
      {STEPS.map((step, index) => {
        const state = index === now ? 'now' : index < now && held.includes(step) ? 'past' : 'later'
        const inside = (
          <>
            {state === 'past' ? <Icon name="check" size={16} weight="bold" className={styles.check} /> : <span className={styles.dot} />}
            {t(`proposals.step.${step}`)}
            {state === 'past' && <Unseen>{t('proposals.stepPast')}</Unseen>}
          </>
        )
        return (
          <li key={step} className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className={styles.words}>{inside}</span>
          </li>
        )
      })}
    </ol>
  )
}
