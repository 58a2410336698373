import { type ReactNode, useState } from 'react'
import { classes } from '../../design/classes'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Dialog } from '../../design/layers/Dialog'
import { Menu, MenuItem } from '../../design/layers/Menu'
import { EmptyState } from '../../design/page/EmptyState'
import { Ring } from '../../design/people/Ring'
import type { Seat } from '../../design/people/ring'
import { formatNumber } from '../../words/formats'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { nameInside, nameOf } from '../../workspace/who'
import { dayWords } from '../circleWords'
import { useSaid } from '../facts/useSaid'
import styles from './RotaPanel.module.css'
import { LinesDialog, SkipDialog, SwapDialog } from './TurnDialogs'
import { LearnerRow, TurnRow } from './TurnRow'
import { LastLines, OpenSwaps, WrittenDown } from './TurnWords'
import { askToSwap, beWilling, skipTurn, takeTurn } from './turnActs'
import type { RotaView } from './turnsView'

export interface RotaPanelProps {
  readonly view: RotaView
  readonly today: string
  readonly className: string
  /** null: this device may not. */
  readonly onChange: (() => void) | null
  readonly onEnd: (() => void) | null
  /** The list of what goes round, below the ring. */
  readonly children: ReactNode
}

export type Asking =
  | { readonly kind: 'skip' | 'swap'; readonly occasion: string }
  | { readonly kind: 'lines'; readonly occasion: string }
  | { readonly kind: 'end' }
  | null

/** One thing that goes round: who is next, who is willing and since when each has waited, and what was written down. */
export function RotaPanel({ view, today, className, onChange, onEnd, children }: RotaPanelProps) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const [asking, ask] = useState<Asking>(null)
  const { rota, rows, mine } = view
  const me = people.me
  const maySpeak = workspace.maySpeak && me !== null
  const said = useSaid()
  const close = () => ask(null)
  const sayAndClose = (saying: Promise<void>) => void said(saying).then((isKept) => isKept && close())
  const own = asking?.kind === 'lines' ? view.said.turns.find(({ occasion, person }) => occasion === asking.occasion && person === me?.id) : undefined
  return (
    <div className={classes(styles.rota, className)}>
      <div className={styles.side}>
        <NextRing view={view} />
        {children}
      </div>
      <section className={styles.main} aria-labelledby="rota-name">
        <header className={styles.head}>
          <div className={styles.headWords}>
            <h1 id="rota-name" className={styles.title} dir="auto">
              {rota.name}
            </h1>
            <p className={styles.rule}>{t('turns.rule', { count: rows.length })}</p>
          </div>
          <div className={styles.acts}>
            {maySpeak && mine === 'not' && rows.length > 0 && (
              <Button onClick={() => void said(beWilling(workspace, rota.id, 'turns'))}>{t('turns.willing')}</Button>
            )}
            {maySpeak && mine === 'turns' && (
              <Button kind="quiet" onClick={() => void said(beWilling(workspace, rota.id, 'not'))}>
                {t('turns.stepOut')}
              </Button>
            )}
            {maySpeak && mine === 'learning' && (
              <>
                <Button onClick={() => void said(beWilling(workspace, rota.id, 'turns'))}>{t('turns.willing')}</Button>
                <Button kind="quiet" onClick={() => void said(beWilling(workspace, rota.id, 'not'))}>
                  {t('turns.stopLearning')}
                </Button>
              </>
            )}
            {maySpeak && (mine !== 'learning' || onChange) && (
              <Menu button={<IconButton name="more" label={t('turns.moreRota', { name: rota.name })} />} placement="bottom-end">
                {mine !== 'learning' && (
                  <MenuItem icon="people" onSelect={() => void said(beWilling(workspace, rota.id, 'learning'))}>
                    {t('turns.learn')}
                  </MenuItem>
                )}
                {onChange && (
                  <MenuItem icon="edit" onSelect={onChange}>
                    {t('turns.change')}
                  </MenuItem>
                )}
                {onEnd && (
                  <MenuItem icon="archive" onSelect={() => ask({ kind: 'end' })}>
                    {t('turns.end')}
                  </MenuItem>
                )}
              </Menu>
            )}
          </div>
        </header>
        {rota.purpose && (
          <p className={styles.purpose} dir="auto">
            {rota.purpose}
          </p>
        )}
        <OpenSwaps view={view} />
        {view.missed && maySpeak && (
          <p className={styles.note}>
            <span>{t('turns.past', { date: dayWords(view.missed) })}</span>
            <Button small onClick={() => void said(takeTurn(workspace, rota.id, view.missed ?? today, null))}>
              {t('turns.itWasMe')}
            </Button>
          </p>
        )}
        {rows.length === 0 ? (
          <EmptyState
            title={t('turns.nobody')}
            actions={maySpeak && <Button onClick={() => void said(beWilling(workspace, rota.id, 'turns'))}>{t('turns.willing')}</Button>}
          >
            {t('turns.nobodyLine')}
          </EmptyState>
        ) : (
          <ul className={styles.rows} aria-label={t('turns.who')}>
            {rows.map((row) => (
              <TurnRow key={row.member.id} row={row} view={view} onAsk={ask} />
            ))}
            {view.learners.map((member) => (
              <LearnerRow key={member.id} member={member} />
            ))}
          </ul>
        )}
        {view.perYear && <p className={styles.year}>{yearWords(rows.length, view.perYear)}</p>}
        <LastLines view={view} onAsk={ask} />
        <WrittenDown view={view} />
      </section>
      {asking?.kind === 'skip' && (
        <SkipDialog
          occasion={asking.occasion}
          onDone={(reason, until) => sayAndClose(skipTurn(workspace, rota.id, asking.occasion, reason, until))}
          onClose={close}
        />
      )}
      {asking?.kind === 'swap' && me && (
        <SwapDialog
          view={view}
          me={me.id}
          occasion={asking.occasion}
          onDone={(take, to) => sayAndClose(askToSwap(workspace, rota.id, asking.occasion, take, to))}
          onClose={close}
        />
      )}
      {own && <LinesDialog turn={own} onDone={(lines) => sayAndClose(takeTurn(workspace, rota.id, own.occasion, own.beside, lines))} onClose={close} />}
      {asking?.kind === 'end' && (
        <Dialog
          open
          onClose={close}
          width="plain"
          title={t('turns.endTitle', { name: rota.name })}
          description={t('turns.endLine')}
          actions={
            <>
              <Button kind="quiet" onClick={close}>
                {t('turns.notNow')}
              </Button>
              <Button
                onClick={() => {
                  onEnd?.()
                  close()
                }}
              >
                {t('turns.end')}
              </Button>
            </>
          }
        />
      )}
    </div>
  )
}

function yearWords(people: number, [low, high]: readonly [number, number]): string {
  const values = { people: formatNumber(people), low }
  if (low === high) return t('turns.year', values)
  return t('turns.yearBetween', { people: formatNumber(people), low: formatNumber(low), high: formatNumber(high) })
}

/** Whoever is next at the top, the others clockwise in their order; who skips is a thin line. Beside the list that says the same. */
function NextRing({ view }: { view: RotaView }) {
  const people = useStore(useWorkspace().people)
  const { rows, next } = view
  const [person] = next?.people ?? []
  const member = person === undefined ? null : (people.byId.get(person) ?? null)
  const seats: Seat[] = rows.map(({ member: one, skip }) =>
    skip ? { state: 'unheard' } : one.isMe && one.id === person ? { state: 'turn' } : { state: 'held', colour: one.colour },
  )
  if (seats.length === 0)
    return (
      <div className={styles.ring}>
        <Ring size={212} seats={Array.from({ length: 8 }, (): Seat => ({ state: 'free' }))} join={false} decorative />
      </div>
    )
  const date = dayWords(next?.occasion ?? '')
  const label = member ? t('turns.nextSentence', { name: nameInside(member), date, count: rows.length }) : t('turns.nextNobody')
  return (
    <div className={styles.ring}>
      <Ring size={212} seats={seats} join={false} from={-180 / seats.length} label={label}>
        <span className={styles.middle}>
          <span className={styles.quiet}>{t('turns.next')}</span>
          <strong className={styles.who} dir="auto">
            {member ? nameOf(member) : t('turns.nobodyNext')}
          </strong>
          <span className={styles.quiet}>{date}</span>
        </span>
      </Ring>
    </div>
  )
}
