import { Icon } from '../design/signs/Icon'
import type { IconName } from '../design/signs/icons'
import { t } from '../words/words'
import { useStore } from '../workspace/useStore'
import styles from './PhoneBar.module.css'
import type { Route } from './routes'
import { useShell } from './useShell'

const PLACES: readonly { readonly place: Route['place']; readonly icon: IconName; readonly words: () => string; readonly href: string }[] = [
  { place: 'home', icon: 'home', words: () => t('shell.home'), href: '#/' },
  { place: 'documents', icon: 'document', words: () => t('shell.documents'), href: '#/documents' },
  { place: 'proposals', icon: 'proposal', words: () => t('shell.proposals'), href: '#/proposals' },
  { place: 'circles', icon: 'circles', words: () => t('shell.circles'), href: '#/circles' },
]

/** The places of a phone, at its foot; people stand behind the workspace's name at its top. */
export function PhoneBar({ place }: { place: Route['place'] | 'find' }) {
  const { workspace, find } = useShell()
  const waits = useStore(workspace.waiting).items.some(({ isTurn }) => isTurn)
  return (
    <nav className={styles.bar} aria-label={t('shell.rail')} tabIndex={-1} data-region="rail">
      {PLACES.map((item) => {
        const here = item.place === place || (item.place === 'proposals' && (place === 'decisions' || place === 'decide'))
        return (
          <a key={item.place} href={item.href} className={styles.item} aria-current={here ? 'page' : undefined}>
            <span className={styles.icon}>
              <Icon name={item.icon} size={22} weight={here ? 'fill' : 'regular'} />
              {item.place === 'home' && waits && <span className={styles.dot} role="img" aria-label={t('shell.waits')} />}
            </span>
            {item.words()}
          </a>
        )
      })}
      <button type="button" className={styles.item} aria-current={place === 'find' ? 'page' : undefined} onClick={() => find(true)}>
        <span className={styles.icon}>
          <Icon name="search" size={22} weight={place === 'find' ? 'fill' : 'regular'} />
        </span>
        {t('shell.find')}
      </button>
    </nav>
  )
}
