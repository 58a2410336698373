import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuItem, MenuRule } from '../../design/layers/Menu'
import { useToast } from '../../design/layers/Toast'
import { Avatar } from '../../design/people/Avatar'
import { AvatarRow } from '../../design/people/AvatarRow'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords } from '../../workspace/who'
import { endCircle, setCircleDocument } from '../chart/edits'
import type { CircleView, RoleView } from '../chart/roll'
import { aboveOf, lengthWords, mayWords, seatsIn, untilWords, whoWords } from '../circleWords'
import { takeOutCharter } from '../exchange/takeOut'
import type { UsedChart } from '../useChart'
import type { Ask } from './asks'
import styles from './Panel.module.css'
import { Lines } from './RolePanel'
import { TermPrompt } from './TermPrompt'

export interface CirclePageProps {
  readonly chart: UsedChart
  readonly view: CircleView
  readonly ask: (what: Ask) => void
}

/** One circle: what it may do, its roles and who holds them, what is inside it, its documents. */
export function CirclePage({ chart, view, ask }: CirclePageProps) {
  const { circle, roles, children, people } = view
  const seats = seatsIn(view)
  const above = aboveOf(chart.roll, circle)
  const held = seats.filter(({ state }) => state !== 'free').length
  const mine = roles.flatMap((role) => role.held.filter(({ who, endsSoon }) => who.isMe && endsSoon).map((given) => ({ role, given })))
  return (
    <>
      <p className={styles.place}>{above ? <a href={`#/circles/c/${above.id}`}>{t('circles.circleIn', { circle: above.name })}</a> : t('circles.circle')}</p>
      <div className={styles.heading}>
        <div className={styles.top}>
          {seats.length > 0 && (
            <Ring size={96} seats={seats}>
              <strong className={styles.count}>{held}</strong>
              <span className={styles.countOf}>{t('circles.seatsOf', { count: seats.length })}</span>
            </Ring>
          )}
          <div>
            <h2 className={styles.name} dir="auto">
              {circle.name}
            </h2>
            <p className={styles.quiet}>
              {mayWords(circle, above)} {circle.until !== null && lengthWords(circle)}
            </p>
          </div>
        </div>
        {chart.mayWrite && <CircleMenu chart={chart} view={view} ask={ask} />}
      </div>
      {circle.purpose !== '' && (
        <p className={styles.purpose} dir="auto">
          {circle.purpose}
        </p>
      )}
      {circle.isAside && <p className={styles.note}>{t('circles.aside')}</p>}
      {mine.map(({ role, given }) => (
        <TermPrompt key={given.term.id} chart={chart} view={role} given={given} ask={ask} named />
      ))}
      {roles.length > 0 ? (
        <ul className={styles.roles} aria-label={t('circles.roles')}>
          {roles.map((role) => (
            <RoleRow key={role.role.id} view={role} mayWrite={chart.mayWrite} ask={ask} />
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{t('circles.emptyRoles')}</p>
      )}
      {chart.mayWrite && (
        <div className={styles.actions}>
          <Button small icon="add" onClick={() => ask({ kind: 'new role', circle: circle.id })}>
            {t('circles.newRole')}
          </Button>
        </div>
      )}
      <Lines title={t('circles.alone')} lines={circle.may === 'decide' ? circle.alone : []} />
      {children.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('circles.inside')}</h3>
          <ul className={styles.links}>
            {children.map((child) => (
              <li key={child.circle.id} className={styles.link}>
                <Ring size={20} seats={seatsIn(child)} decorative />
                <a href={`#/circles/c/${child.circle.id}`} dir="auto">
                  {child.circle.name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('circles.members')}</h3>
          <ul className={styles.chips}>
            {people.map((who) => (
              <li key={who.key} className={styles.person}>
                <Avatar person={{ name: who.name, colour: who.colour }} size={24} />
                <a href={`#/circles/p/${who.key}`} dir="auto">
                  {whoWords(who)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Documents chart={chart} view={view} ask={ask} />
    </>
  )
}

function RoleRow({ view, mayWrite, ask }: { view: RoleView; mayWrite: boolean; ask: (what: Ask) => void }) {
  const { role, held, free } = view
  const until = untilWords(view)
  return (
    <li className={styles.role}>
      <span className={styles.roleWords}>
        <a href={`#/circles/r/${role.id}`} dir="auto">
          {role.name}
        </a>
        {role.purpose !== '' && (
          <span className={styles.rolePurpose} dir="auto">
            {role.purpose}
          </span>
        )}
        {until !== '' && <span className={styles.quiet}>{until}</span>}
        {held.length > 0 && free.length > 0 && <span className={styles.quiet}>{t('circles.freeSeats', { count: free.length })}</span>}
      </span>
      {held.length > 0 ? (
        <AvatarRow people={held.map(({ who }) => ({ id: who.key, name: who.name, colour: who.colour }))} size={28} max={3} label={t('circles.col.held')} />
      ) : (
        mayWrite &&
        free.length > 0 && (
          <Button small onClick={() => ask({ kind: 'seat', role: role.id })}>
            {t('circles.putForward')}
          </Button>
        )
      )}
    </li>
  )
}

function Documents({ chart, view: { circle }, ask }: CirclePageProps) {
  const { documents } = useWorkspace()
  const listings = useStore(documents)
  const linked = circle.documents.flatMap((id) => listings.find((listing) => listing.id === id && listing.state === 'listed') ?? [])
  if (linked.length === 0 && !chart.mayWrite) return null
  return (
    <section>
      <h3 className={styles.title}>{t('circles.documents')}</h3>
      <ul className={styles.links}>
        {linked.map(({ id, title }) => (
          <li key={id} className={styles.link}>
            <Icon name="document" size={16} />
            <a href={`#/d/${id}`} dir="auto">
              {titleWords(title)}
            </a>
            {chart.mayWrite && (
              <IconButton
                name="close"
                small
                label={t('circles.removeDocument', { title: titleWords(title) })}
                onClick={() => void chart.edit((ydoc) => setCircleDocument(ydoc, circle.id, id, false))}
              />
            )}
          </li>
        ))}
      </ul>
      {chart.mayWrite && (
        <div className={styles.actions}>
          <Button small icon="add" onClick={() => ask({ kind: 'document', circle: circle.id })}>
            {t('circles.addDocument')}
          </Button>
        </div>
      )}
    </section>
  )
}

function CircleMenu({ chart, view, ask }: CirclePageProps) {
  const { circle } = view
  const toast = useToast()
  const more = t('circles.more', { name: circle.name })
  const end = async () => {
    await chart.edit((ydoc) => endCircle(ydoc, circle.id, true))
    toast({ text: t('circles.endedToast', { name: circle.name }), undo: () => void chart.edit((ydoc) => endCircle(ydoc, circle.id, false)) })
  }
  return (
    <Menu placement="bottom-end" label={more} button={<IconButton name="more" small label={more} />}>
      <MenuItem icon="edit" onSelect={() => ask({ kind: 'change circle', circle: circle.id })}>
        {t('circles.edit')}
      </MenuItem>
      <MenuItem icon="add" onSelect={() => ask({ kind: 'new circle', parent: circle.id })}>
        {t('circles.new')}
      </MenuItem>
      <MenuItem icon="next" onSelect={() => ask({ kind: 'move', moved: { kind: 'circle', id: circle.id, name: circle.name } })}>
        {t('circles.move')}
      </MenuItem>
      <MenuItem icon="takeOut" onSelect={() => takeOutCharter(chart.roll, view)}>
        {t('circles.out.charter')}
      </MenuItem>
      <MenuRule />
      <MenuItem icon="archive" leave onSelect={() => void end()}>
        {t('circles.end')}
      </MenuItem>
    </Menu>
  )
}
