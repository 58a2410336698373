import { useState } from 'react'
import { Chip } from '../../design/controls/Chip'
import { Field } from '../../design/controls/Field'
import { Avatar } from '../../design/people/Avatar'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { Pill } from '../../design/signs/Pill'
import { Unseen } from '../../design/Unseen'
import { usePhone } from '../../design/useMedia'
import { formatNumber } from '../../words/formats'
import { t } from '../../words/words'
import type { CircleView, RoleView, Roll } from '../chart/roll'
import { aboveOf, dayWords, lengthWords, mayWords, seatsIn, whoWords } from '../circleWords'
import { countOf, FILTERS, type Filter, type Sort, tableOf } from '../table'
import styles from './CirclesTable.module.css'

const FILTER_WORDS = {
  all: 'circles.filter.all',
  free: 'circles.filter.free',
  ending: 'circles.filter.ending',
  mine: 'circles.filter.mine',
} as const

/** Who holds what, until when: by circle, to sort and to filter. */
export function CirclesTable({ roll, chosen }: { roll: Roll; chosen: string | null }) {
  const [filter, setFilter] = useState<Filter>('all')
  const [sort, setSort] = useState<Sort>({ by: 'role', isFalling: false })
  const [words, setWords] = useState('')
  const groups = tableOf(roll, filter, sort, words)
  const isPhone = usePhone()
  const turn = (by: Sort['by']) => setSort((now) => ({ by, isFalling: now.by === by && !now.isFalling }))
  const sorted = (by: Sort['by']) => (sort.by !== by ? 'none' : sort.isFalling ? 'descending' : 'ascending')
  return (
    <div className={styles.place}>
      <div className={styles.tools}>
        <fieldset className={styles.filters}>
          <legend>
            <Unseen>{t('circles.filter')}</Unseen>
          </legend>
          {FILTERS.map((each) => (
            <Chip key={each} chosen={filter === each} count={countOf(roll, each)} onToggle={() => setFilter(each)}>
              {t(FILTER_WORDS[each])}
            </Chip>
          ))}
        </fieldset>
        <Field
          label={t('circles.find')}
          hideLabel
          quiet
          icon="search"
          type="search"
          placeholder={t('circles.find')}
          value={words}
          onChange={({ target }) => setWords(target.value)}
          className={styles.find}
        />
      </div>
      {groups.length === 0 ? (
        <p className={styles.none} role="status">
          {t('circles.found')}
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" aria-sort={sorted('role')}>
                <SortButton by="role" sort={sort} onTurn={turn} />
              </th>
              <th scope="col">{t('circles.col.held')}</th>
              <th scope="col" aria-sort={sorted('until')}>
                <SortButton by="until" sort={sort} onTurn={turn} />
              </th>
              {!isPhone && <th scope="col">{t('circles.col.seats')}</th>}
            </tr>
          </thead>
          {groups.map(({ view, roles }) => (
            <tbody key={view.circle.id}>
              <GroupRow roll={roll} view={view} isPhone={isPhone} />
              {roles.map((role) => (
                <Row key={role.role.id} view={role} isChosen={role.role.id === chosen} isPhone={isPhone} />
              ))}
            </tbody>
          ))}
        </table>
      )}
    </div>
  )
}

function SortButton({ by, sort, onTurn }: { by: Sort['by']; sort: Sort; onTurn: (by: Sort['by']) => void }) {
  const isBy = sort.by === by
  return (
    <button type="button" className={styles.sort} data-on={isBy} onClick={() => onTurn(by)}>
      {t(by === 'role' ? 'circles.col.role' : 'circles.col.until')}
      <Icon name={isBy && sort.isFalling ? 'up' : 'down'} size={14} />
    </button>
  )
}

function GroupRow({ roll, view, isPhone }: { roll: Roll; view: CircleView; isPhone: boolean }) {
  const { circle } = view
  return (
    <tr className={styles.group}>
      <th scope="rowgroup" colSpan={isPhone ? 2 : 3}>
        <span className={styles.groupName}>
          <Ring size={22} seats={seatsIn(view)} decorative />
          <a href={`#/circles/c/${circle.id}`} dir="auto">
            {circle.name}
          </a>
          <span className={styles.quiet}>{mayWords(circle, aboveOf(roll, circle))}</span>
        </span>
      </th>
      <td className={styles.length}>{lengthWords(circle)}</td>
    </tr>
  )
}

function Row({ view, isChosen, isPhone }: { view: RoleView; isChosen: boolean; isPhone: boolean }) {
  const { role, held, learners, free, until } = view
  const mine = held.find(({ who, endsSoon }) => who.isMe && endsSoon)
  const since = free[0]
  return (
    <tr className={styles.row} data-chosen={isChosen}>
      <th scope="row">
        <a href={`#/circles/r/${role.id}`} className={styles.role} aria-current={isChosen || undefined} dir="auto">
          {role.name}
        </a>
      </th>
      <td>
        <ul className={styles.held}>
          {[...held, ...learners].map(({ term, who }) => (
            <li key={term.id} className={styles.person}>
              <Avatar person={{ name: who.name, colour: who.colour }} size={24} />
              <span dir="auto">{whoWords(who)}</span>
              {term.beside !== null && <span className={styles.quiet}>{t('circles.learning')}</span>}
            </li>
          ))}
          {free.length > 0 && (
            <li className={styles.person}>
              <span className={styles.free} />
              <span className={styles.quiet}>{t('circles.free')}</span>
            </li>
          )}
        </ul>
      </td>
      <td>
        {mine?.daysLeft != null ? (
          <Pill tone="turn">{t('circles.daysLeft', { days: mine.daysLeft })}</Pill>
        ) : until !== null ? (
          dayWords(until)
        ) : (
          since && <span className={styles.quiet}>{t('circles.freeSince', { date: dayWords(since) })}</span>
        )}
      </td>
      {!isPhone && (
        <td className={styles.quiet}>{t('circles.seats', { held: formatNumber(held.length), all: formatNumber(Math.max(role.seats, held.length)) })}</td>
      )}
    </tr>
  )
}
