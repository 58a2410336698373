import { Button } from '../design/controls/Button'
import { SectionHeading } from '../design/page/SectionHeading'
import { Avatar } from '../design/people/Avatar'
import { Icon } from '../design/signs/Icon'
import type { IconName } from '../design/signs/icons'
import type { WordsStatus } from '../design/signs/whereWords'
import { formatMoment } from '../words/formats'
import { t } from '../words/words'
import type { DocumentListing } from '../workspace/listing'
import type { HerePerson } from '../workspace/presence'
import { titleWords } from '../workspace/who'
import styles from './HomeSide.module.css'

export interface HomeSideProps {
  here: readonly HerePerson[]
  listings: readonly DocumentListing[]
  status: WordsStatus
  lastExchange: { readonly name: string; readonly when: string } | null
  /** Nobody else has it, and no other device of this person. */
  isAlone: boolean
  isShown: boolean
  onAddDevice: (() => void) | null
}

/** Beside home: who is here, and where it is kept. */
export function HomeSide({ here, listings, status, lastExchange, isAlone, isShown, onAddDevice }: HomeSideProps) {
  const titles = new Map(listings.map(({ id, title }) => [id, titleWords(title)]))
  const inWhat = ({ at }: HerePerson): string => at.flatMap((id) => titles.get(id) ?? []).join(', ')
  return (
    <>
      <section className={styles.part}>
        <SectionHeading>{t('home.hereNow')}</SectionHeading>
        <ul className={styles.here}>
          {here.map((person) => (
            <li key={person.id} className={styles.person}>
              <Avatar person={person} size={24} />
              <span className={styles.name} dir="auto">
                {person.isMe ? t('workspace.you') : person.name}
              </span>
              <span className={styles.in} dir="auto">
                {inWhat(person)}
              </span>
            </li>
          ))}
        </ul>
        {!isShown && <p className={styles.quiet}>{t('home.hidden')}</p>}
      </section>
      <section className={styles.part}>
        <SectionHeading>{t('home.whereKept')}</SectionHeading>
        <ul className={styles.kept}>
          <Line icon={status.saved === 'not saved' ? 'disk' : 'device'}>
            {status.saved === 'not saved' ? t('home.notSaved') : t('home.savedHere', { count: listings.length })}
          </Line>
          <Line icon={status.relay === 'offline' ? 'offline' : 'relay'}>{relayWords(status)}</Line>
          {lastExchange && <Line icon="people">{t('home.lastExchange', lastExchange)}</Line>}
        </ul>
        {isAlone && <AloneNote onAddDevice={onAddDevice} />}
      </section>
    </>
  )
}

function Line({ icon, children }: { icon: IconName; children: string }) {
  return (
    <li className={styles.line}>
      <Icon name={icon} size={18} />
      <span dir="auto">{children}</span>
    </li>
  )
}

function relayWords({ relay, unsent, since }: WordsStatus): string {
  if (relay === 'none') return t('home.onlyHere')
  if (unsent > 0) return t('home.unsent', { count: unsent })
  if (relay === 'offline' && since !== null) return t('home.offlineSince', { when: formatMoment(since) })
  return t('home.allSent')
}

/** While nobody else can open it. */
export function AloneNote({ onAddDevice }: { onAddDevice: (() => void) | null }) {
  return (
    <div className={styles.alone}>
      <h2 className={styles.aloneTitle}>{t('home.alone')}</h2>
      <p className={styles.aloneLine}>{t('home.aloneLine')}</p>
      {onAddDevice && (
        <Button small icon="devices" onClick={onAddDevice}>
          {t('home.addDevice')}
        </Button>
      )}
    </div>
  )
}
