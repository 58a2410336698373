import { lazy, type ReactNode, Suspense } from 'react'
import { AvatarRow } from '../design/people/AvatarRow'
import { whenFetched } from '../design/whenFetched'
import { formatAgo } from '../words/formats'
import { t } from '../words/words'
import type { DocumentListing } from '../workspace/listing'
import type { People } from '../workspace/people'
import type { HerePerson } from '../workspace/presence'
import { nameOf, titleWords, whoIsIn } from '../workspace/who'
import styles from './DocumentsTable.module.css'

const CopyMark = lazy(() => whenFetched(() => import('../copies/screen/CopyPlace')).then(({ CopyMark }) => ({ default: CopyMark })))

export interface DocumentsTableProps {
  listings: readonly DocumentListing[]
  people: People
  here: readonly HerePerson[]
  /** At the end of a row: what can be done with it. */
  more?: (listing: DocumentListing) => ReactNode
  /** In place of who changed it. */
  state?: (listing: DocumentListing) => ReactNode
}

/** "Ana, just now": whose words came last. */
export function changedWords(listing: DocumentListing, people: People): string {
  if (listing.changedAt === null) return t('home.neverChanged')
  const when = formatAgo(listing.changedAt)
  const who = listing.changedBy === null ? null : people.ofAuthor(listing.changedBy)
  return who === null ? when : t('home.changed', { name: nameOf(who), when })
}

/** Documents, one line each: title, sort, who is in it, whose words came last. */
export function DocumentsTable({ listings, people, here, more, state }: DocumentsTableProps) {
  return (
    <ul className={styles.table} data-more={more !== undefined}>
      {listings.map((listing) => {
        const inIt = whoIsIn(here, listing.id)
        return (
          <li key={listing.id} className={styles.row}>
            <a className={styles.title} href={`#/d/${listing.id}`}>
              <bdi>{titleWords(listing.title)}</bdi>
              <span className={styles.copy}>
                <Suspense fallback={null}>
                  <CopyMark id={listing.id} />
                </Suspense>
              </span>
            </a>
            {listing.isChanged && <span className={styles.changed}>{t('home.rowChanged')}</span>}
            <span className={styles.sort}>{t(`workspace.sort.${listing.sort}`)}</span>
            <span className={styles.here}>{inIt.length > 0 && <AvatarRow people={inIt} size={24} max={3} label={t('home.inIt')} />}</span>
            <span className={styles.when}>{state?.(listing) ?? changedWords(listing, people)}</span>
            {more && <span className={styles.more}>{more(listing)}</span>}
          </li>
        )
      })}
    </ul>
  )
}
