import '../../words/later/proposals'
import { ListRow } from '../../design/page/ListRow'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { Pill } from '../../design/signs/Pill'
import { t } from '../../words/words'
import styles from './ProposalRow.module.css'
import { type HeardView, seatsOf } from './view'

export type ProposalState = 'draft' | 'round' | 'adopted' | 'recommended' | 'not adopted' | 'reopened'

export interface ProposalRowView {
  readonly id: string
  readonly route: string
  readonly title: string
  readonly state: ProposalState
  /** "Fatou proposes, for the Childcare task force. Closes Thursday". */
  readonly line: string
  readonly heard: readonly HeardView[]
  /** It waits for this person. */
  readonly isTurn: boolean
  readonly objections: number
}

const TONES = { draft: 'plain', round: 'dusk', adopted: 'pine', recommended: 'plain', 'not adopted': 'plain', reopened: 'turn' } as const

/** A proposal in the list: what it is about, where it stands. */
export function ProposalRow({ proposal }: { proposal: ProposalRowView }) {
  const { route, title, state, line, heard, objections, isTurn } = proposal
  return (
    <ListRow
      href={`#${route}`}
      start={heard.length > 0 && state !== 'draft' ? <Ring size={32} seats={seatsOf(heard)} decorative /> : <Icon name="proposal" size={22} />}
      title={title}
      detail={line}
      end={
        <span className={styles.end}>
          {objections > 0 && <Pill tone="brick">{t('proposals.openObjections', { count: objections })}</Pill>}
          {isTurn ? <Pill tone="turn">{t('proposals.yourTurn')}</Pill> : <Pill tone={TONES[state]}>{t(`proposals.state.${state}`)}</Pill>}
        </span>
      }
    />
  )
}
