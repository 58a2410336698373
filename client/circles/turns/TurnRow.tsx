import { classes } from '../../design/classes'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuItem } from '../../design/layers/Menu'
import { Avatar } from '../../design/people/Avatar'
import { t } from '../../words/words'
import type { Member } from '../../workspace/people'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { nameInside, nameOf } from '../../workspace/who'
import { dayWords } from '../circleWords'
import { useSaid } from '../facts/useSaid'
import type { Asking } from './RotaPanel'
import styles from './TurnRow.module.css'
import { takeTurn } from './turnActs'
import { daysOfOthers, type RotaView, type RowView } from './turnsView'

/** Somebody who is willing: since when they have waited, and which day is theirs. */
export function TurnRow({ row, view, onAsk }: { row: RowView; view: RotaView; onAsk: (asking: Asking) => void }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const here = useStore(workspace.here)
  const said = useSaid()
  const { member, standing, planned, skip } = row
  const { rota, next } = view
  const isNext = next?.people.includes(member.id) ?? false
  const beside = planned?.beside ? (people.byId.get(planned.beside) ?? null) : null
  const swap = planned?.swap ?? null
  const other = swap ? (people.byId.get(swap.from === member.id ? swap.to : swap.from) ?? null) : null
  const mine = member.isMe && workspace.maySpeak
  return (
    <li className={classes(styles.row, isNext && styles.next)}>
      <Avatar person={{ name: member.name, colour: member.colour, here: member.isMe || here.some(({ id }) => id === member.id) }} size={28} />
      <span className={styles.who}>
        <strong className={styles.name} dir="auto">
          {nameOf(member)}
        </strong>{' '}
        <span className={styles.aside} dir="auto">
          {skip
            ? skip.reason
              ? t('turns.skipped', { reason: skip.reason })
              : t('turns.skippedPlain')
            : beside
              ? beside.isMe
                ? t('turns.withYou')
                : t('turns.with', { name: beside.name })
              : other
                ? t('turns.swapped', { name: nameInside(other) })
                : null}
        </span>
      </span>
      <span className={styles.since}>{t(isNext ? 'turns.waited' : 'turns.since', { date: dayWords(standing.since) })}</span>
      <span className={styles.day}>{mine && planned && !skip && isNext ? null : dayOfRow(row)}</span>
      {mine && (
        <span className={styles.acts}>
          {skip && next && (
            <Button small onClick={() => void said(takeTurn(workspace, rota.id, skip.occasion, null))}>
              {t('turns.iCanAfterAll')}
            </Button>
          )}
          {planned && !skip && (
            <>
              {isNext && !planned.isTaken && (
                <Button small onClick={() => void said(takeTurn(workspace, rota.id, planned.occasion, planned.beside))}>
                  {t('turns.iWill')}
                </Button>
              )}
              {isNext && planned.isTaken && <span className={styles.yes}>{t('turns.isYours', { date: dayWords(planned.occasion) })}</span>}
              {!planned.isTaken && daysOfOthers(view, member.id).length > 0 && (
                <Button small kind="quiet" onClick={() => onAsk({ kind: 'swap', occasion: planned.occasion })}>
                  {t('turns.swap')}
                </Button>
              )}
              <Menu button={<IconButton small name="more" label={t('turns.more')} />} placement="bottom-end">
                <MenuItem icon="close" onSelect={() => onAsk({ kind: 'skip', occasion: planned.occasion })}>
                  {t(planned.isTaken ? 'turns.cannotAfterAll' : 'turns.cannot')}
                </MenuItem>
              </Menu>
            </>
          )}
        </span>
      )}
    </li>
  )
}

function dayOfRow({ planned, skip }: RowView): string {
  if (skip && (!planned || planned.occasion > skip.occasion)) return skip.until ? t('turns.whenBack') : planned ? dayWords(planned.occasion) : t('turns.later')
  if (!planned) return t('turns.later')
  return planned.isTaken ? t('turns.saidYes', { date: dayWords(planned.occasion) }) : dayWords(planned.occasion)
}

export function LearnerRow({ member }: { member: Member }) {
  return (
    <li className={styles.row}>
      <Avatar person={{ name: member.name, colour: member.colour }} size={28} />
      <span className={styles.who}>
        <strong className={styles.name} dir="auto">
          {nameOf(member)}
        </strong>
      </span>
      <span className={styles.since}>{t('turns.learners')}</span>
      <span className={styles.day}>{t('turns.learner')}</span>
    </li>
  )
}
