import '../../words/later/proposals'
import { PositionSign, positionWords } from '../../design/people/PositionSign'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import styles from './PositionBar.module.css'
import { STANDS, type Stand } from './view'

export interface PositionBarProps {
  /** Mine, as it counts now; null: not heard yet. */
  readonly mine: Stand | null
  readonly onTake: (stand: Stand) => void
  /** Why nothing can be said here now. */
  readonly closedReason?: string | null
}

/** Five ways to stand, of equal weight, none of them chosen beforehand. */
export function PositionBar({ mine, onTake, closedReason }: PositionBarProps) {
  return (
    <section className={styles.bar} aria-label={t('proposals.position')}>
      <div className={styles.head}>
        <PositionSign state={mine ?? 'turn'} size={18} />
        <h2 className={styles.title}>{mine ? t('proposals.positionIs', { position: positionWords(mine).toLocaleLowerCase() }) : t('proposals.position')}</h2>
        <span className={styles.line}>{closedReason ?? t('proposals.changeable')}</span>
      </div>
      {!closedReason && (
        <div className={styles.choices}>
          {STANDS.map((stand) => (
            <button key={stand} type="button" className={styles.choice} aria-pressed={stand === mine} onClick={() => onTake(stand)}>
              <PositionSign state={stand} size={20} />
              {positionWords(stand)}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

/** The same on a phone: what each means stands below its word. */
export function PositionList({ mine, onTake }: Pick<PositionBarProps, 'mine' | 'onTake'>) {
  return (
    <div className={styles.sheet}>
      <ul className={styles.list}>
        {STANDS.map((stand) => (
          <li key={stand}>
            <button type="button" className={styles.row} aria-pressed={stand === mine} onClick={() => onTake(stand)}>
              <PositionSign state={stand} size={22} />
              <span className={styles.words}>
                <strong>{positionWords(stand)}</strong>
                {stand !== 'abstain' && <span>{t(`proposals.means.${stand}`)}</span>}
              </span>
              {stand === 'objection' && <Icon name="caretRight" size={18} />}
              {stand === mine && stand !== 'objection' && <Icon name="check" size={16} weight="bold" />}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.foot}>{t('proposals.oneTap')}</p>
    </div>
  )
}
