import { t } from '../../words/words'
import { titleWords } from '../../workspace/who'
import { toDocument } from '../routes'
import { useShell } from '../useShell'
import styles from './LinkedFrom.module.css'
import { useLinkedFrom } from './useLinkedFrom'

/** Below a text: the documents that link to it. Nothing where none does. */
export function LinkedFrom({ id }: { id: string }) {
  const { workspace } = useShell()
  const linked = useLinkedFrom(workspace, id)
  if (linked.length === 0) return null
  return (
    <nav className={styles.linked} aria-label={t('documents.linkedFrom')}>
      <h2 className={styles.heading}>{t('documents.linkedFrom')}</h2>
      <ul className={styles.list}>
        {linked.map((listing) => (
          <li key={listing.id}>
            <a className={styles.link} href={`#${toDocument(listing.id)}`} dir="auto">
              {titleWords(listing.title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
