import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuItem, MenuRule } from '../../design/layers/Menu'
import { useToast } from '../../design/layers/Toast'
import { Avatar } from '../../design/people/Avatar'
import { Pill } from '../../design/signs/Pill'
import { t } from '../../words/words'
import { endRole, leave } from '../chart/edits'
import type { RoleView, TermView } from '../chart/roll'
import { dayWords, termWords, whoWords } from '../circleWords'
import type { UsedChart } from '../useChart'
import type { Ask } from './asks'
import styles from './Panel.module.css'
import { TermPrompt } from './TermPrompt'

export interface RolePanelProps {
  readonly chart: UsedChart
  readonly view: RoleView
  readonly ask: (what: Ask) => void
}

/** One role: what for, who holds it until when, what it answers for. */
export function RolePanel({ chart, view, ask }: RolePanelProps) {
  const { role, circle, held, learners, coming, free, before } = view
  const nameOf = (id: string | null): string | null => {
    const found = id === null ? undefined : [...held, ...coming].find(({ term }) => term.id === id)
    return id === null ? null : found ? whoWords(found.who) : t('workspace.somebodyInside')
  }
  const mine = held.find(({ who }) => who.isMe)
  return (
    <>
      <p className={styles.place}>
        <a href={`#/circles/c/${circle.id}`}>{t('circles.roleIn', { circle: circle.name })}</a>
      </p>
      <div className={styles.heading}>
        <h2 className={styles.name} dir="auto">
          {role.name}
        </h2>
        {chart.mayWrite && <RoleMenu chart={chart} view={view} ask={ask} />}
      </div>
      {role.purpose !== '' && (
        <p className={styles.purpose} dir="auto">
          {role.purpose}
        </p>
      )}
      <ul className={styles.holders}>
        {[...held, ...learners, ...coming].map((term) => (
          <Holder key={term.term.id} chart={chart} view={view} term={term} words={termWords(term, nameOf(term.term.beside), chart.roll.today)} ask={ask} />
        ))}
        {free.map((since, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a free seat is its place
          <li key={at} className={styles.holder}>
            <span className={styles.freeSeat} />
            <span className={styles.words}>
              <strong>{t('circles.free')}</strong>
              {since && <span className={styles.quiet}>{t('circles.since', { date: dayWords(since) })}</span>}
            </span>
            {chart.mayWrite && at === 0 && (
              <Button small onClick={() => ask({ kind: 'seat', role: role.id })}>
                {t('circles.putForward')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mine && <TermPrompt chart={chart} view={view} given={mine} ask={ask} />}
      <Lines title={t('circles.answersFor')} lines={role.answersFor} />
      <Lines title={t('circles.alone')} lines={role.alone} />
      {role.signsFor !== '' && <Lines title={t('circles.signsFor')} lines={[role.signsFor]} />}
      {before.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('circles.before')}</h3>
          <ul className={styles.past}>
            {before.map((term) => (
              <Past key={term.term.id} given={term} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Holder({ chart, view, term, words, ask }: { chart: UsedChart; view: RoleView; term: TermView; words: string; ask: (what: Ask) => void }) {
  const toast = useToast()
  const { who, daysLeft, endsSoon } = term
  const free = async () => {
    const before = term.term.left
    await chart.edit((ydoc) => leave(ydoc, term.term.id, chart.roll.today))
    toast({ text: t('circles.leftToast'), undo: () => void chart.edit((ydoc) => leave(ydoc, term.term.id, before)) })
  }
  return (
    <li className={styles.holder}>
      <Avatar person={{ name: who.name, colour: who.colour }} size={28} />
      <span className={styles.words}>
        <a href={`#/circles/p/${who.key}`}>
          <strong dir="auto">{whoWords(who)}</strong>
        </a>
        {words !== '' && <span className={styles.quiet}>{words}</span>}
      </span>
      {endsSoon &&
        daysLeft !== null &&
        (who.isMe ? <Pill tone="turn">{t('circles.days', { days: daysLeft })}</Pill> : <Pill>{t('circles.days', { days: daysLeft })}</Pill>)}
      {chart.mayWrite && (
        <Menu
          placement="bottom-end"
          label={t('circles.more', { name: whoWords(who) })}
          button={<IconButton name="more" small label={t('circles.more', { name: whoWords(who) })} />}
        >
          <MenuItem icon="turns" onSelect={() => ask({ kind: 'again', term: term.term.id })}>
            {t('circles.standAgain')}
          </MenuItem>
          <MenuItem icon="hand" onSelect={() => ask({ kind: 'hand', role: view.role.id, term: term.term.id })}>
            {t('circles.handOver')}
          </MenuItem>
          <MenuRule />
          <MenuItem icon="leave" leave onSelect={() => void free()}>
            {who.isMe ? t('circles.leaveSeat') : t('circles.takeOut')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}

function Past({ given: { term, who } }: { given: TermView }) {
  const day = term.left ?? term.until
  return (
    <li>
      <span dir="auto">{whoWords(who)}</span>
      {day && <span className={styles.quiet}>{t('circles.until', { date: dayWords(day) })}</span>}
      {term.handover !== '' && (
        <details className={styles.handover}>
          <summary>{t('circles.handoverRead')}</summary>
          <p dir="auto">{term.handover}</p>
        </details>
      )}
    </li>
  )
}

export function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}

function RoleMenu({ chart, view: { role }, ask }: RolePanelProps) {
  const toast = useToast()
  const end = async () => {
    await chart.edit((ydoc) => endRole(ydoc, role.id, true))
    toast({ text: t('circles.endedToast', { name: role.name }), undo: () => void chart.edit((ydoc) => endRole(ydoc, role.id, false)) })
  }
  const more = t('circles.more', { name: role.name })
  return (
    <Menu placement="bottom-end" label={more} button={<IconButton name="more" small label={more} />}>
      <MenuItem icon="edit" onSelect={() => ask({ kind: 'change role', role: role.id })}>
        {t('circles.edit')}
      </MenuItem>
      <MenuItem icon="person" onSelect={() => ask({ kind: 'seat', role: role.id })}>
        {t('circles.putForward')}
      </MenuItem>
      <MenuItem icon="next" onSelect={() => ask({ kind: 'move', moved: { kind: 'role', id: role.id, name: role.name } })}>
        {t('circles.move')}
      </MenuItem>
      <MenuRule />
      <MenuItem icon="archive" leave onSelect={() => void end()}>
        {t('circles.endRole')}
      </MenuItem>
    </Menu>
  )
}
