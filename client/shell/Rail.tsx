import { useHashLocation } from 'wouter/use-hash-location'
import { classes } from '../design/classes'
import { IconButton } from '../design/controls/IconButton'
import { Kbd } from '../design/controls/Kbd'
import { Tooltip } from '../design/layers/Tooltip'
import { Avatar } from '../design/people/Avatar'
import { AvatarRow } from '../design/people/AvatarRow'
import { Icon } from '../design/signs/Icon'
import type { IconName } from '../design/signs/icons'
import { Mark } from '../design/signs/Mark'
import { Unseen } from '../design/Unseen'
import { t } from '../words/words'
import { inUse } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { titleWords, whoIsIn } from '../workspace/who'
import styles from './Rail.module.css'
import { isInDocument, type Route, routeOf } from './routes'
import { StatusPopover, StatusSign } from './StatusPopover'
import { useShell } from './useShell'
import { WorkspaceSwitcher } from './WorkspaceSwitcher'

interface Place {
  readonly place: Route['place']
  readonly icon: IconName
  readonly words: () => string
  readonly href: string
}
/** A room that does not exist yet is not here. */
const PLACES: readonly Place[] = [
  { place: 'home', icon: 'home', words: () => t('shell.home'), href: '#/' },
  { place: 'documents', icon: 'document', words: () => t('shell.documents'), href: '#/documents' },
  { place: 'proposals', icon: 'proposal', words: () => t('shell.proposals'), href: '#/proposals' },
  { place: 'decisions', icon: 'decision', words: () => t('shell.decisions'), href: '#/decisions' },
  { place: 'circles', icon: 'circles', words: () => t('shell.circles'), href: '#/circles' },
  { place: 'people', icon: 'people', words: () => t('shell.people'), href: '#/people' },
]

const isAt = ({ place }: Place, route: Route): boolean =>
  place === route.place ||
  (place === 'proposals' && route.place === 'proposal') ||
  (place === 'decisions' && route.place === 'decide') ||
  (place === 'documents' && isInDocument(route) && route.place !== 'proposal')

/** The way to every place, who is where, and at the foot me and where my words are. */
export function Rail({ isFolded }: { isFolded: boolean }) {
  const { workspace, find, booted } = useShell()
  const [path] = useHashLocation()
  const route = routeOf(path)
  const waiting = useStore(workspace.waiting)
  const waits = waiting.items.some(({ isTurn }) => isTurn)
  const me = useStore(workspace.people).me
  const stored = useStore(workspace.stored)
  const self = { name: stored.myName, colour: me?.colour ?? 0 }

  return (
    <nav className={classes(styles.rail, isFolded && styles.folded)} aria-label={t('shell.rail')} tabIndex={-1} data-region="rail">
      {isFolded ? (
        <Tooltip text={t('shell.home')} placement="after">
          <a href="#/" className={styles.markOnly} aria-label={t('shell.home')}>
            <Mark size={26} />
          </a>
        </Tooltip>
      ) : (
        <>
          <WorkspaceSwitcher />
          <button type="button" className={styles.find} onClick={() => find(true)}>
            <Icon name="search" size={18} />
            <span className={styles.findWords}>{t('shell.findOrDo')}</span>
            <Kbd keys="Ctrl+K" />
          </button>
        </>
      )}
      <ul className={styles.places}>
        {PLACES.map((place) => {
          const here = isAt(place, route)
          const dot = place.place === 'home' && waits
          const link = (
            <a
              href={place.href}
              className={styles.place}
              aria-current={here ? 'page' : undefined}
              data-focus={here || undefined}
              aria-label={isFolded ? place.words() : undefined}
            >
              <Icon name={place.icon} size={20} weight={here ? 'fill' : 'regular'} />
              {!isFolded && <span>{place.words()}</span>}
              {dot && <span className={styles.dot} role="img" aria-label={t('shell.waits')} />}
            </a>
          )
          return (
            <li key={place.place}>
              {isFolded ? (
                <Tooltip text={place.words()} placement="after">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          )
        })}
      </ul>
      {!isFolded && <OpenNow />}
      <div className={styles.foot}>
        {isFolded ? (
          <>
            {!isInDocument(route) && (
              <IconButton name="rail" label={t('shell.unfold')} keys="[" placement="after" onClick={() => void booted.shelf.set({ railFolded: false })} />
            )}
            <IconButton name="search" label={t('shell.find')} keys="Ctrl+K" placement="after" onClick={() => find(true)} />
            <Tooltip text={t('shell.settings')} placement="after">
              <a href="#/settings" className={styles.meOnly}>
                <Avatar person={self} size={28} />
                <Unseen>{t('shell.settings')}</Unseen>
              </a>
            </Tooltip>
          </>
        ) : (
          <>
            <a href="#/settings" className={styles.avatar}>
              <Avatar person={self} size={28} />
              <Unseen>{t('shell.settings')}</Unseen>
            </a>
            <StatusPopover
              placement="top-start"
              button={
                <button type="button" className={styles.me}>
                  <span className={styles.myName} dir="auto">
                    {stored.myName}
                  </span>
                  <Unseen>{t('shell.me')}</Unseen>
                  <StatusSign />
                </button>
              }
            />
          </>
        )}
      </div>
    </nav>
  )
}

/** Documents that somebody has open now. */
function OpenNow() {
  const { workspace } = useShell()
  const listings = useStore(workspace.documents)
  const here = useStore(workspace.here)
  const open = inUse(listings)
    .map((listing) => ({ listing, people: whoIsIn(here, listing.id) }))
    .filter(({ people }) => people.length > 0)
    .slice(0, 6)
  if (open.length === 0) return null
  return (
    <section className={styles.group}>
      <h2 className={styles.groupTitle}>{t('shell.openNow')}</h2>
      <ul>
        {open.map(({ listing, people }) => (
          <li key={listing.id} className={styles.open}>
            <a href={`#/d/${listing.id}`} className={styles.openTitle}>
              <bdi>{titleWords(listing.title)}</bdi>
            </a>
            <AvatarRow people={people} size={20} max={3} label={t('home.inIt')} />
          </li>
        ))}
      </ul>
    </section>
  )
}
