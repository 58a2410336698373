import { useEffect } from 'react'
import { IconButton } from '../design/controls/IconButton'
import { Crumbs, TopBar, TopBarTitle } from '../design/page/TopBar'
import { usePhone } from '../design/useMedia'
import { AwayScreen } from '../documents/versions/AwayScreen'
import { t } from '../words/words'
import type { DocumentListing } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { titleWords } from '../workspace/who'
import styles from './DocumentScreen.module.css'
import { toDocument, toVersions } from './routes'
import { StatusButton } from './StatusPopover'
import { useShell } from './useShell'

/** What changed in a document since one looked last, with the bar of a document. */
export function AwayPlace({ listing, onGo }: { listing: DocumentListing; onGo: (route: string) => void }) {
  const { workspace } = useShell()
  const isPhone = usePhone()
  const stored = useStore(workspace.stored)
  const title = titleWords(listing.title)
  const back = () => onGo(toDocument(listing.id))
  useEffect(() => {
    document.title = `${t('history.away')} · ${title} · ${stored.name}`
  }, [title, stored.name])
  const bar = (
    <div data-region="top" tabIndex={-1} className={styles.bar}>
      <TopBar
        start={
          isPhone ? (
            <>
              <IconButton name="back" label={t('history.close')} onClick={back} />
              <TopBarTitle below={t('history.away')}>{title}</TopBarTitle>
            </>
          ) : (
            <Crumbs href={`#${toDocument(listing.id)}`} place={title}>
              {t('history.away')}
            </Crumbs>
          )
        }
        end={
          !isPhone && (
            <>
              <StatusButton />
              <IconButton name="close" label={t('history.close')} onClick={back} />
            </>
          )
        }
      />
    </div>
  )
  return <AwayScreen workspace={workspace} listing={listing} title={title} bar={bar} versionsHref={`#${toVersions(listing.id)}`} onClose={back} />
}
