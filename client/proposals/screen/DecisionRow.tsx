import '../../words/later/proposals'
import type { ReactNode } from 'react'
import { Button } from '../../design/controls/Button'
import { Avatar } from '../../design/people/Avatar'
import { PositionSign } from '../../design/people/PositionSign'
import { Icon } from '../../design/signs/Icon'
import { formatNumber } from '../../words/formats'
import { t } from '../../words/words'
import styles from './DecisionRow.module.css'
import { cameOf, howWords } from './decisionWords'
import type { DecisionView, Review } from './log'

export interface DecisionActs {
  /** Opens the screen on which somebody says what happened. */
  readonly onReview: ((decision: DecisionView, review: Review) => void) | null
  readonly onTask: ((decision: DecisionView, index: number, isDone: boolean) => void) | null
}

export interface DecisionRowProps extends DecisionActs {
  readonly decision: DecisionView
  readonly isOpen: boolean
  readonly onOpen: (open: boolean) => void
  readonly now: number
}

/** One decision: what was decided, what came of it, who owns it. It opens in place. */
export function DecisionRow({ decision, isOpen, onOpen, now, onReview, onTask }: DecisionRowProps) {
  const { title, owner } = decision
  const came = cameOf(decision, now)
  return (
    <li className={styles.row} data-open={isOpen}>
      <span className={styles.day} data-figures>
        {formatNumber(new Date(decision.at).getDate())}
      </span>
      <div className={styles.what}>
        <h3 className={styles.title} dir="auto">
          <button type="button" className={styles.whole} aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
            {title}
          </button>
        </h3>
        <p className={styles.how}>{howWords(decision)}</p>
      </div>
      <span className={styles.owner}>
        {owner && (
          <>
            <Avatar person={owner} size={26} />
            <span className={styles.name} dir="auto">
              {owner.name}
            </span>
          </>
        )}
      </span>
      <span className={styles.came} data-turn={came.isTurn}>
        <PositionSign state={came.sign} size={17} />
        <span>{came.words}</span>
      </span>
      {isOpen && <Inside decision={decision} onReview={onReview} onTask={onTask} />}
    </li>
  )
}

function Inside({ decision, onReview, onTask }: { decision: DecisionView } & DecisionActs) {
  const { sentence, said, happened, tasks, route, outcome } = decision
  const asks: readonly Review[] = outcome === 'had to act' ? ['kept', 'changed', 'undone'] : ['kept', 'changed', 'stopped']
  return (
    <div className={styles.inside}>
      {sentence !== '' && sentence !== decision.title && (
        <p className={styles.sentence} dir="auto">
          {sentence}
        </p>
      )}
      <div className={styles.columns}>
        {said !== '' && <Said label={t('proposals.log.said')}>{said}</Said>}
        {happened !== '' && <Said label={t('proposals.log.happened')}>{happened}</Said>}
        {onReview && decision.lookAgain !== null && (
          <div className={styles.review}>
            <p className={styles.label}>{t('proposals.log.atReview')}</p>
            <div className={styles.asks}>
              {asks.map((review) => (
                <Button key={review} small onClick={() => onReview(decision, review)}>
                  {t(`proposals.review.ask.${review}`)}
                </Button>
              ))}
            </div>
          </div>
        )}
      </div>
      {tasks.length > 0 && (
        <ul className={styles.tasks}>
          {tasks.map((task, index) => (
            <li key={task.words}>
              <label className={styles.task}>
                <input type="checkbox" checked={task.isDone} disabled={!onTask} onChange={(event) => onTask?.(decision, index, event.target.checked)} />
                <span className={styles.box} aria-hidden="true">
                  {task.isDone && <Icon name="check" size={12} weight="bold" />}
                </span>
                <span dir="auto">{task.words}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {route && (
        <p className={styles.more}>
          <a href={`#${route}`} className={styles.link}>
            {t('proposals.log.seeHow')}
          </a>
        </p>
      )}
    </div>
  )
}

const Said = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <p className={styles.label}>{label}</p>
    <p className={styles.words} dir="auto">
      {children}
    </p>
  </div>
)
