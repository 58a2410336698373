import '../../words/later/proposals'
import { useMemo, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Chip } from '../../design/controls/Chip'
import { Field } from '../../design/controls/Field'
import { Menu, MenuChoices, MenuItem } from '../../design/layers/Menu'
import { EmptyState } from '../../design/page/EmptyState'
import { ScreenHeading } from '../../design/page/SectionHeading'
import { usePhone } from '../../design/useMedia'
import { formatDate, formatMonth } from '../../words/formats'
import { t } from '../../words/words'
import { type DecisionActs, DecisionRow } from './DecisionRow'
import styles from './DecisionsScreen.module.css'
import { byMonth, circlesIn, type DecisionView, type Filter, filtered, isDue } from './log'

export interface DecisionLogProps extends DecisionActs {
  readonly decisions: readonly DecisionView[]
  readonly now: number
  readonly onTakeOut: (as: 'csv' | 'markdown') => void
  /** null: this person may not. */
  readonly onWriteDown: (() => void) | null
  /** The one that is open when it comes. */
  readonly first?: string | null
}

/** All that was decided, and what came of it. */
export function DecisionLog({ decisions, now, onTakeOut, onWriteDown, first = null, ...acts }: DecisionLogProps) {
  const isPhone = usePhone()
  const [filter, setFilter] = useState<Filter>('all')
  const [circle, setCircle] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState<string | null>(first)
  const found = useMemo(() => filtered(decisions, { filter, circle, typed, now }), [decisions, filter, circle, typed, now])
  const due = decisions.filter((decision) => isDue(decision, now) || decision.outcome === 'reopened').length
  const bids = decisions.filter(({ isSmallBid }) => isSmallBid).length
  const rooms = decisions.filter(({ outcome }) => outcome === 'written down' || outcome === 'had to act').length
  const circles = circlesIn(decisions)
  const oldest = decisions.reduce((least, { at }) => Math.min(least, at), now)
  const write = onWriteDown && (
    <Button icon="decision" onClick={onWriteDown}>
      {t('proposals.writeDown')}
    </Button>
  )
  const takeOut = decisions.length > 0 && (
    <Menu
      placement="bottom-end"
      button={
        <Button kind="quiet" icon="takeOut">
          {t('proposals.takeOut')}
        </Button>
      }
    >
      <MenuItem icon="table" onSelect={() => onTakeOut('csv')}>
        {t('proposals.takeOut.csv')}
      </MenuItem>
      <MenuItem icon="document" onSelect={() => onTakeOut('markdown')}>
        {t('proposals.takeOut.markdown')}
      </MenuItem>
    </Menu>
  )
  if (decisions.length === 0)
    return (
      <>
        {!isPhone && <ScreenHeading>{t('proposals.decisions')}</ScreenHeading>}
        <EmptyState title={t('proposals.log.empty')} actions={write}>
          {t('proposals.log.emptyLine')}
        </EmptyState>
      </>
    )
  const chip = (value: Filter, count?: number) => (
    <Chip key={value} chosen={filter === value} onToggle={() => setFilter(value)} {...(count === undefined ? {} : { count })}>
      {t(`proposals.filter.${value}`)}
    </Chip>
  )
  return (
    <>
      {isPhone ? (
        <div className={styles.phoneActs}>
          {write}
          {takeOut}
        </div>
      ) : (
        <ScreenHeading
          detail={t('proposals.log.line', { count: decisions.length, since: formatMonth(oldest) })}
          action={
            <>
              {write}
              {takeOut}
            </>
          }
        >
          {t('proposals.decisions')}
        </ScreenHeading>
      )}
      <div className={styles.tools}>
        <div className={styles.chips}>
          {chip('all')}
          {due > 0 && chip('due', due)}
          {bids > 0 && chip('bids', bids)}
          {rooms > 0 && chip('rooms', rooms)}
          {circles.length > 1 && (
            <Menu
              button={
                <Button iconEnd="caretDown" className={styles.circles}>
                  {circle ?? t('proposals.filter.circles')}
                </Button>
              }
            >
              <MenuChoices
                label={t('proposals.filter.circles')}
                value={circle ?? ''}
                onChange={(value) => setCircle(value === '' ? null : value)}
                options={[{ value: '', words: t('proposals.filter.circles') }, ...circles.map((name) => ({ value: name, words: name }))]}
              />
            </Menu>
          )}
        </div>
        <div className={styles.search}>
          <Field
            label={t('proposals.log.search')}
            hideLabel
            quiet
            icon="search"
            placeholder={t('proposals.log.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      </div>
      {found.length === 0 && (
        <p className={styles.none} role="status">
          {t('proposals.log.nothing')}
        </p>
      )}
      {byMonth(found).map((month) => (
        <section key={month.at} className={styles.month}>
          <h2 className={styles.name}>{formatMonth(month.at, now)}</h2>
          <ul className={styles.list}>
            {month.decisions.map((decision) => (
              <DecisionRow
                key={decision.id}
                decision={decision}
                isOpen={open === decision.id}
                onOpen={(isOpen) => setOpen(isOpen ? decision.id : null)}
                now={now}
                {...acts}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** What a table of them begins with. */
export const csvHeadings = (): string[] =>
  (['when', 'what', 'sentence', 'where', 'how', 'outcome', 'owner', 'lookAgain', 'said', 'happened', 'review', 'tasks'] as const).map((name) =>
    t(`proposals.column.${name}`),
  )

/** A decision's facts, as a text lists them. */
export const factsOf = (decision: DecisionView): [string, string][] => [
  [t('proposals.column.where'), decision.circle],
  [t('proposals.column.how'), decision.how],
  [t('proposals.column.sentence'), decision.sentence],
  [t('proposals.column.owner'), decision.owner?.name ?? ''],
  [t('proposals.column.lookAgain'), decision.lookAgain === null ? '' : formatDate(decision.lookAgain)],
  [t('proposals.column.said'), decision.said],
  [t('proposals.column.happened'), decision.happened],
  [t('proposals.column.review'), decision.review === null ? '' : t(`proposals.review.${decision.review}`)],
]
