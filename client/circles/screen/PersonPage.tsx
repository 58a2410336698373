import { Button } from '../../design/controls/Button'
import { useToast } from '../../design/layers/Toast'
import { EmptyState } from '../../design/page/EmptyState'
import { List, ListRow } from '../../design/page/ListRow'
import { SectionHeading } from '../../design/page/SectionHeading'
import { Avatar } from '../../design/people/Avatar'
import { AvatarRow } from '../../design/people/AvatarRow'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { Pill } from '../../design/signs/Pill'
import { formatDate, formatList } from '../../words/formats'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { nameInside } from '../../workspace/who'
import { takeOff } from '../chart/edits'
import { type Holding, type RoleView, rolesOf, type TermView } from '../chart/roll'
import { dayWords, seatsOf, whoWords } from '../circleWords'
import { chartOf } from '../openChart'
import { knownPeople } from '../people'
import { PersonAbout } from '../taskForce/PersonAbout'
import { PersonThanks } from '../thanks/PersonThanks'
import { PersonTurns } from '../turns/PersonTurns'
import type { UsedChart } from '../useChart'
import styles from './PersonPage.module.css'

/** Everybody that the workspace or its chart knows, with what they hold. */
export function PeopleList({ chart }: { chart: UsedChart }) {
  const { people } = useWorkspace()
  const all = knownPeople(chartOf(chart.state), useStore(people), chart.roll)
  return (
    <List label={t('circles.people')}>
      {all.map((who) => {
        const now = rolesOf(chart.roll, who.key).filter(({ isNow }) => isNow)
        return (
          <ListRow
            key={who.key}
            voice="app"
            start={<Avatar person={{ name: who.name, colour: who.colour }} size={32} />}
            title={who.isMe ? t('workspace.people.me', { name: who.name }) : who.name}
            detail={now.length > 0 ? formatList(now.map(({ view }) => view.role.name)) : t('circles.person.nothing')}
            href={`#/circles/p/${who.key}`}
          />
        )
      })}
    </List>
  )
}

/** One person: what they hold until when, and what they did before. No number says how much. */
export function PersonPage({ chart, who }: { chart: UsedChart; who: Holding }) {
  const held = rolesOf(chart.roll, who.key)
  const now = held.filter(({ isNow }) => isNow)
  const before = held.filter(({ isNow }) => !isNow)
  return (
    <div className={styles.person}>
      <header className={styles.head}>
        <Avatar person={{ name: who.name, colour: who.colour }} size={72} />
        <div>
          <h2 className={styles.name} dir="auto">
            {who.name || t('workspace.somebody')}
          </h2>
          <p className={styles.quiet}>{who.member ? <Since who={who} /> : t('circles.person.noMember')}</p>
        </div>
      </header>
      {!who.member && chart.mayWrite && <NameTools chart={chart} who={who} />}
      <SectionHeading>{t('circles.person.now')}</SectionHeading>
      {now.length === 0 ? (
        <EmptyState figure="none" title={t('circles.person.nothing')} />
      ) : (
        <List>
          {now.map(({ view, term }) => (
            <ListRow
              key={term.term.id}
              start={<Ring size={40} seats={seatsOf(view)} decorative />}
              title={view.role.name}
              detail={whereWords(view, term)}
              href={`#/circles/r/${view.role.id}`}
              end={<End view={view} term={term} />}
            />
          ))}
        </List>
      )}
      {who.member && <PersonTurns chart={chart} member={who.member} />}
      {who.member && <PersonAbout member={who.member} />}
      {who.member && <PersonThanks member={who.member} />}
      {before.length > 0 && (
        <section className={styles.section}>
          <SectionHeading>{t('circles.before')}</SectionHeading>
          <List>
            {before.map(({ view, term: { term } }) => (
              <ListRow
                key={term.id}
                start={<Icon name="versions" size={20} />}
                title={view.role.name}
                detail={term.handover === '' ? view.circle.name : `${view.circle.name}. ${t('circles.person.withNote')}`}
                href={`#/circles/r/${view.role.id}`}
                end={
                  <span className={styles.quiet}>
                    {(term.left ?? term.until) && t('circles.until', { date: dayWords((term.left ?? term.until) as string) })}
                  </span>
                }
              />
            ))}
          </List>
        </section>
      )}
    </div>
  )
}

function Since({ who }: { who: Holding }) {
  const { byId } = useStore(useWorkspace().people)
  const date = formatDate(who.member?.since ?? 0)
  const inviter = who.member?.invitedBy ? (byId.get(who.member.invitedBy) ?? null) : null
  return inviter === null ? t('circles.person.since', { date }) : t('circles.person.sinceBy', { date, name: nameInside(inviter) })
}

/** "Money circle, with Ana and you." */
function whereWords(view: RoleView, { term, who }: TermView): string {
  const others = view.held.filter((other) => other.who.key !== who.key).map((other) => (other.who.isMe ? t('workspace.youInside') : other.who.name))
  const beside = term.beside === null ? null : (view.held.find((other) => other.term.id === term.beside) ?? null)
  if (beside) return `${view.circle.name}, ${t('circles.beside', { name: whoWords(beside.who) })}`
  return others.length === 0 ? view.circle.name : t('circles.person.with', { circle: view.circle.name, names: formatList(others) })
}

function End({ view, term }: { view: RoleView; term: TermView }) {
  const others = view.held.filter(({ who }) => who.key !== term.who.key)
  if (view.coming.includes(term) && term.term.from !== null) return <span>{t('circles.fromDay', { date: dayWords(term.term.from) })}</span>
  return (
    <>
      {term.endsSoon && term.daysLeft !== null && term.who.isMe ? (
        <Pill tone="turn">{t('circles.daysLeft', { days: term.daysLeft })}</Pill>
      ) : (
        term.term.until !== null && <span>{t('circles.until', { date: dayWords(term.term.until) })}</span>
      )}
      {others.length > 0 && (
        <AvatarRow people={others.map(({ who }) => ({ id: who.key, name: who.name, colour: who.colour }))} size={24} max={3} label={t('circles.col.held')} />
      )}
    </>
  )
}

/** [R7] Anyone can take a name off the chart. */
function NameTools({ chart, who }: { chart: UsedChart; who: Holding }) {
  const toast = useToast()
  const off = async () => {
    await chart.edit((ydoc) => takeOff(ydoc, who.key, true))
    toast({ text: t('circles.person.offToast', { name: who.name }), undo: () => void chart.edit((ydoc) => takeOff(ydoc, who.key, false)) })
    window.history.back()
  }
  return (
    <p className={styles.tools}>
      <Button small icon="close" onClick={() => void off()}>
        {t('circles.takeOffName')}
      </Button>
    </p>
  )
}
