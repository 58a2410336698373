import '../../words/later/turns'
import { useState } from 'react'
import { classes } from '../../design/classes'
import { Button } from '../../design/controls/Button'
import { EmptyState } from '../../design/page/EmptyState'
import { t } from '../../words/words'
import type { People } from '../../workspace/people'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { nameInside } from '../../workspace/who'
import { dayWords } from '../circleWords'
import { factsIn } from '../facts/factsRoom'
import { useSaid } from '../facts/useSaid'
import { type UsedChart, useToday } from '../useChart'
import { RotaPanel } from './RotaPanel'
import { addRota, changeRota, type Rota, readRotas } from './rotas'
import { RotaDialog, type RotaForm } from './TurnDialogs'
import styles from './TurnsPage.module.css'
import { beWilling } from './turnActs'
import { type RotaView, rotaView } from './turnsView'

export const toTurns = (id: string | null = null): string => (id === null ? '/circles/turns' : `/circles/turns/${id}`)

/** Who is next with what goes round: facilitating, hosting, notes, care. */
export function TurnsPage({ chart, id, onGo }: { chart: UsedChart; id: string | null; onGo: (route: string) => void }) {
  const workspace = useWorkspace()
  const facts = useStore(factsIn(workspace))
  const today = useToday()
  const rotas = chart.state.kind === 'here' ? readRotas(chart.state.ydoc) : []
  const people = useStore(workspace.people)
  const said = useSaid()
  const [isBeginning, setBeginning] = useState(false)
  const [isChanging, setChanging] = useState(false)
  // What is this person's next comes first, then what somebody is willing for.
  const rankOf = ({ next, rows }: RotaView): number => (people.me !== null && next?.people.includes(people.me.id) ? 0 : rows.length > 0 ? 1 : 2)
  const views = rotas
    .filter(({ ended }) => !ended)
    .map((rota) => rotaView(rota, facts, people, today))
    .sort((a, b) => rankOf(a) - rankOf(b))
  const ended = rotas.filter((rota) => rota.ended)
  const shown = views.find(({ rota }) => rota.id === id) ?? views[0] ?? null

  const begin = async ({ willing, ...words }: RotaForm) => {
    setBeginning(false)
    const made = await chart.edit((ydoc) => addRota(ydoc, words))
    if (willing) await said(beWilling(workspace, made, 'turns'))
    onGo(toTurns(made))
  }
  const change = (rota: Rota, words: Partial<Omit<RotaForm, 'willing'>> & { ended?: boolean }) => void chart.edit((ydoc) => changeRota(ydoc, rota.id, words))

  const dialogs = (
    <>
      {isBeginning && <RotaDialog rota={null} today={today} onDone={(form) => void begin(form)} onClose={() => setBeginning(false)} />}
      {isChanging && shown && (
        <RotaDialog
          rota={shown.rota}
          today={today}
          onDone={({ willing: _, ...words }) => {
            change(shown.rota, words)
            setChanging(false)
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  )
  if (shown === null)
    return (
      <>
        <EmptyState
          title={t('turns.none')}
          actions={
            workspace.mayWrite && (
              <Button kind="main" onClick={() => setBeginning(true)}>
                {t('turns.begin')}
              </Button>
            )
          }
        >
          {workspace.mayWrite ? t('turns.noneLine') : `${t('turns.noneLine')} ${t('turns.noneRead')}`}
        </EmptyState>
        <Ended rotas={ended} onGoOn={workspace.mayWrite ? (rota) => change(rota, { ended: false }) : null} />
        {dialogs}
      </>
    )
  return (
    <div className={styles.turns}>
      <RotaPanel
        key={shown.rota.id}
        view={shown}
        today={today}
        className={styles.panel ?? ''}
        onChange={workspace.mayWrite ? () => setChanging(true) : null}
        onEnd={workspace.mayWrite ? () => change(shown.rota, { ended: true }) : null}
      >
        <nav aria-label={t('turns.rotas')} className={styles.list}>
          {views.map((view) => (
            <a
              key={view.rota.id}
              href={`#${toTurns(view.rota.id)}`}
              className={classes(styles.rota, view === shown && styles.shown)}
              aria-current={view === shown ? 'page' : undefined}
            >
              <span className={styles.name} dir="auto">
                {view.rota.name}
              </span>
              <span className={styles.next}>{nextWords(view, people)}</span>
            </a>
          ))}
          {workspace.mayWrite && (
            <Button kind="quiet" icon="add" className={styles.begin} onClick={() => setBeginning(true)}>
              {t('turns.new')}
            </Button>
          )}
          <Ended rotas={ended} onGoOn={workspace.mayWrite ? (rota) => change(rota, { ended: false }) : null} />
        </nav>
      </RotaPanel>
      {dialogs}
    </div>
  )
}

function nextWords({ next }: RotaView, people: People): string {
  const [person] = next?.people ?? []
  if (!next || person === undefined) return t('turns.nobodyNext')
  return t('turns.nextOn', { name: nameInside(people.byId.get(person) ?? null), date: dayWords(next.occasion) })
}

function Ended({ rotas, onGoOn }: { rotas: readonly Rota[]; onGoOn: ((rota: Rota) => void) | null }) {
  if (rotas.length === 0) return null
  return (
    <details className={styles.ended}>
      <summary>{t('turns.ended')}</summary>
      <ul>
        {rotas.map((rota) => (
          <li key={rota.id}>
            <span className={styles.endedName} dir="auto">
              {rota.name}
            </span>
            {onGoOn && (
              <Button small kind="quiet" onClick={() => onGoOn(rota)}>
                {t('turns.goOn')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
