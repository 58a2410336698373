import '../../words/later/circles'
import '../../words/later/turns'
import { useEffect, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Segments } from '../../design/controls/Segments'
import { Menu, MenuItem, MenuRule } from '../../design/layers/Menu'
import { useToast } from '../../design/layers/Toast'
import { EmptyState } from '../../design/page/EmptyState'
import { List, ListRow } from '../../design/page/ListRow'
import { Loading } from '../../design/page/Loading'
import { SectionHeading } from '../../design/page/SectionHeading'
import { TopBar } from '../../design/page/TopBar'
import { AvatarRow } from '../../design/people/AvatarRow'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { usePhone } from '../../design/useMedia'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { whoIsIn } from '../../workspace/who'
import { endCircle } from '../chart/edits'
import { inOrder } from '../chart/roll'
import { aboveOf, mayWords, seatsIn } from '../circleWords'
import { type TakenOut, takeOut } from '../exchange/takeOut'
import { chartOf } from '../openChart'
import { knownPeople } from '../people'
import { TurnsPage } from '../turns/TurnsPage'
import { type UsedChart, useChart } from '../useChart'
import { Asked } from './Asked'
import type { Ask } from './asks'
import { CirclePage } from './CirclePage'
import { CirclesMap } from './CirclesMap'
import styles from './CirclesScreen.module.css'
import { CirclesTable } from './CirclesTable'
import { PeopleList, PersonPage } from './PersonPage'
import { RolePanel } from './RolePanel'

export type CirclesView = 'list' | 'map' | 'table' | 'people' | 'turns'
export interface CirclesScreenProps {
  /** What the address says; null: as it was looked at last. */
  readonly look: CirclesView | null
  readonly circle: string | null
  readonly role: string | null
  /** A member, or a name on the chart. */
  readonly person: string | null
  /** One of what goes round. */
  readonly rota: string | null
  readonly onGo: (route: string) => void
}

/** The chart of a workspace, as a map, as a table, and circle by circle. */
export function CirclesScreen({ look, circle, role, person, rota, onGo }: CirclesScreenProps) {
  const workspace = useWorkspace()
  const chart = useChart()
  const isPhone = usePhone()
  const [ask, setAsk] = useState<Ask | null>(null)
  const [kept, setKept] = useState<CirclesView>(isPhone ? 'list' : 'map')
  const view = look ?? (person === null ? kept : 'people')
  const { state, roll } = chart
  const id = state.kind === 'here' ? state.id : null
  const here = whoIsIn(useStore(workspace.here), id ?? '')
  useEffect(() => {
    if (look) setKept(look)
  }, [look])
  // Others see that somebody looks at the chart.
  useEffect(() => {
    workspace.setAt(id)
    return () => workspace.setAt(null)
  }, [workspace, id])
  const name = useStore(workspace.name)
  useEffect(() => {
    document.title = `${t('circles.title')} · ${name}`
  }, [name])

  const roleView = role === null ? undefined : roll.roles.get(role)
  const circleView = circle === null ? undefined : roll.byId.get(circle)
  const panel = roleView ? (
    <RolePanel chart={chart} view={roleView} ask={setAsk} />
  ) : circleView ? (
    <CirclePage chart={chart} view={circleView} ask={setAsk} />
  ) : null
  const people = useStore(workspace.people)
  const who = person === null ? null : (knownPeople(chartOf(state), people, roll).find(({ key }) => key === person) ?? null)
  const isEmpty = state.kind === 'none' || (state.kind === 'here' && roll.circles.length === 0 && roll.ended.length === 0)
  const close = () => onGo(view === 'list' ? '/circles' : `/circles/${view}`)
  const segments = (
    <Segments
      label={t('circles.look')}
      value={view}
      onChange={(next) => onGo(next === 'list' ? '/circles/list' : `/circles/${next}`)}
      options={[
        ...(isPhone ? [{ value: 'list' as const, words: t('circles.circle') }] : []),
        { value: 'map', words: t('circles.map') },
        { value: 'table', words: t('circles.table') },
        ...(isPhone ? [] : [{ value: 'people' as const, words: t('circles.people') }]),
        { value: 'turns', words: t('turns.title') },
      ]}
    />
  )
  return (
    <>
      <div data-region="top" tabIndex={-1} className={styles.bar}>
        <TopBar
          start={
            isPhone ? (
              panel || view === 'people' ? (
                <IconButton name="back" label={t('design.back')} onClick={() => window.history.back()} />
              ) : (
                <h1 className={styles.title}>{t('circles.title')}</h1>
              )
            ) : (
              <>
                <h1 className={styles.title}>{t('circles.title')}</h1>
                {segments}
              </>
            )
          }
          end={
            <>
              {here.length > 0 && <AvatarRow people={here} size={28} max={3} label={t('workspace.people.here')} />}
              {isPhone && segments}
              {!isPhone && <TakeOut chart={chart} ask={setAsk} />}
              {!isPhone && chart.mayWrite && !isEmpty && (
                <Button icon="add" onClick={() => setAsk({ kind: 'new circle', parent: roll.circles[0]?.circle.id ?? null })}>
                  {t('circles.new')}
                </Button>
              )}
            </>
          }
        />
      </div>
      <div className={styles.columns} data-panel={panel !== null && !isPhone}>
        <main
          id="main"
          className={styles.main}
          data-view={isEmpty && view !== 'turns' ? 'empty' : view}
          tabIndex={-1}
          data-region="main"
          aria-label={t('circles.title')}
        >
          {state.kind === 'opening' ? (
            <div className={styles.alone}>
              <Loading />
            </div>
          ) : view === 'turns' && !(isPhone && panel) ? (
            <TurnsPage chart={chart} id={rota} onGo={onGo} />
          ) : isEmpty ? (
            <div className={styles.alone}>
              <Empty chart={chart} onNew={() => setAsk({ kind: 'new circle', parent: null })} />
            </div>
          ) : view === 'people' ? (
            <div className={styles.page}>{who ? <PersonPage chart={chart} who={who} /> : <PeopleList chart={chart} />}</div>
          ) : isPhone && panel ? (
            <div className={styles.page}>{panel}</div>
          ) : view === 'map' ? (
            <CirclesMap chart={chart} chosen={role ?? circle} onGo={onGo} />
          ) : view === 'table' ? (
            <CirclesTable roll={roll} chosen={role} />
          ) : (
            <div className={styles.page}>
              <CircleList chart={chart} />
              {/* Its place among the ways to look is taken by the circles one by one. */}
              <List label={t('circles.people')}>
                <ListRow voice="app" start={<Icon name="people" size={18} />} title={t('circles.people')} href="#/circles/people" />
              </List>
              {chart.mayWrite && (
                <Button className={styles.newCircle} icon="add" onClick={() => setAsk({ kind: 'new circle', parent: roll.circles[0]?.circle.id ?? null })}>
                  {t('circles.new')}
                </Button>
              )}
              <Leftovers chart={chart} ask={setAsk} />
            </div>
          )}
          {view === 'table' && !isPhone && !isEmpty && state.kind === 'here' && (
            <div className={styles.below}>
              <Leftovers chart={chart} ask={setAsk} />
            </div>
          )}
        </main>
        {panel && !isPhone && (
          <aside className={styles.panel} aria-label={roleView?.role.name ?? circleView?.circle.name} tabIndex={-1} data-region="margin">
            <span className={styles.close}>
              <IconButton name="close" small label={t('design.close')} onClick={close} />
            </span>
            {panel}
          </aside>
        )}
      </div>
      {ask && <Asked chart={chart} ask={ask} onClose={() => setAsk(null)} onGo={onGo} />}
    </>
  )
}

/** Files: out of the chart, and into it. */
function TakeOut({ chart, ask }: { chart: UsedChart; ask: (what: Ask) => void }) {
  const workspace = useWorkspace()
  const toast = useToast()
  const take = async (what: TakenOut) => {
    const isTaken = await takeOut(what, chart.roll, workspace.name.get(), workspace.ground.now())
    if (!isTaken) toast({ text: t('circles.out.noPicture') })
  }
  const isSomething = chart.roll.circles.length > 0
  return (
    <Menu
      placement="bottom-end"
      label={t('circles.takeOutMenu')}
      button={
        <Button kind="quiet" icon="takeOut">
          {t('circles.takeOutMenu')}
        </Button>
      }
    >
      {isSomething &&
        OUT.map(({ what, icon, words }) => (
          <MenuItem key={what} icon={icon} onSelect={() => void take(what)}>
            {t(words)}
          </MenuItem>
        ))}
      {chart.mayWrite && (
        <>
          {isSomething && <MenuRule />}
          <MenuItem icon="bringIn" onSelect={() => ask({ kind: 'bring in' })}>
            {t('circles.in.csv')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
const OUT = [
  { what: 'csv', icon: 'table', words: 'circles.out.csv' },
  { what: 'svg', icon: 'circles', words: 'circles.out.svg' },
  { what: 'png', icon: 'picture', words: 'circles.out.png' },
  { what: 'calendar', icon: 'calendar', words: 'circles.out.calendar' },
  { what: 'json', icon: 'document', words: 'circles.out.json' },
] as const

function Empty({ chart, onNew }: { chart: UsedChart; onNew: () => void }) {
  return (
    <EmptyState
      title={t('circles.empty')}
      actions={
        chart.mayWrite && (
          <Button kind="main" icon="add" onClick={onNew}>
            {t('circles.new')}
          </Button>
        )
      }
    >
      {chart.mayWrite ? t('circles.emptyLine') : t('circles.emptyRead')}
    </EmptyState>
  )
}

/** The tree as a list: on a phone the first of all ways to look. */
function CircleList({ chart: { roll } }: { chart: UsedChart }) {
  return (
    <List label={t('circles.all')}>
      {inOrder(roll.circles).map((view) => (
        <ListRow
          key={view.circle.id}
          start={
            <span className={styles.indent} data-depth={Math.min(3, view.depth)}>
              <Ring size={28} seats={seatsIn(view)} decorative />
            </span>
          }
          title={view.circle.name}
          detail={mayWords(view.circle, aboveOf(roll, view.circle))}
          href={`#/circles/c/${view.circle.id}`}
        />
      ))}
    </List>
  )
}

/** [R2] Roles whose circle has ended, and circles that may live again. */
function Leftovers({ chart, ask }: { chart: UsedChart; ask: (what: Ask) => void }) {
  const { roll, mayWrite } = chart
  return (
    <>
      {roll.homeless.length > 0 && (
        <section className={styles.leftover}>
          <SectionHeading detail={t('circles.homelessLine')}>{t('circles.homeless')}</SectionHeading>
          <List>
            {roll.homeless.map(({ role, circle }) => (
              <ListRow
                key={role.id}
                title={role.name}
                detail={circle.name}
                href={`#/circles/r/${role.id}`}
                end={
                  mayWrite && (
                    <Button small onClick={() => ask({ kind: 'move', moved: { kind: 'role', id: role.id, name: role.name } })}>
                      {t('circles.findHome')}
                    </Button>
                  )
                }
              />
            ))}
          </List>
        </section>
      )}
      {roll.ended.length > 0 && (
        <section className={styles.leftover}>
          <SectionHeading>{t('circles.endedList')}</SectionHeading>
          <List>
            {roll.ended.map(({ id, name }) => (
              <ListRow
                key={id}
                title={name}
                end={
                  mayWrite && (
                    <Button small onClick={() => void chart.edit((ydoc) => endCircle(ydoc, id, false))}>
                      {t('circles.begin')}
                    </Button>
                  )
                }
              />
            ))}
          </List>
        </section>
      )}
    </>
  )
}
