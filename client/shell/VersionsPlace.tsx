import { useEffect } from 'react'
import { Button } from '../design/controls/Button'
import { IconButton } from '../design/controls/IconButton'
import { Crumbs, TopBar, TopBarTitle } from '../design/page/TopBar'
import { usePhone } from '../design/useMedia'
import { VersionsScreen } from '../documents/versions/VersionsScreen'
import { t } from '../words/words'
import type { DocumentListing } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { titleWords } from '../workspace/who'
import styles from './DocumentScreen.module.css'
import { goBackTo } from './goBackTo'
import { toDocument } from './routes'
import { StatusButton } from './StatusPopover'
import { useShell } from './useShell'
import place from './VersionsPlace.module.css'

/** The versions of a document, with the bar of a document. */
export function VersionsPlace({ listing, onGo }: { listing: DocumentListing; onGo: (route: string) => void }) {
  const { workspace, show } = useShell()
  const isPhone = usePhone()
  const stored = useStore(workspace.stored)
  const title = titleWords(listing.title)
  const back = () => onGo(toDocument(listing.id))
  useEffect(() => {
    document.title = `${t('history.versions')} · ${title} · ${stored.name}`
  }, [title, stored.name])
  const bar = (fromTo: string) => (
    <div data-region="top" tabIndex={-1} className={styles.bar}>
      {isPhone ? (
        <TopBar
          start={
            <>
              <IconButton name="back" label={t('history.close')} onClick={back} />
              <TopBarTitle below={<span className={place.fromTo}>{fromTo}</span>}>{title}</TopBarTitle>
            </>
          }
        />
      ) : (
        <TopBar
          start={
            <Crumbs href={`#${toDocument(listing.id)}`} place={title}>
              {t('history.versions')}
            </Crumbs>
          }
          end={
            <>
              <StatusButton />
              <IconButton name="close" label={t('history.close')} onClick={back} />
            </>
          }
        />
      )}
    </div>
  )
  return (
    <VersionsScreen
      workspace={workspace}
      listing={listing}
      title={title}
      bar={bar}
      onGoBack={(version) => {
        goBackTo.set(listing.id, version)
        back()
      }}
      actions={({ json }) =>
        workspace.mayWrite && (
          <Button small={!isPhone} kind="quiet" icon="copy" onClick={() => show({ kind: 'copy', id: listing.id, title: listing.title ?? '', content: json })}>
            {t('shell.makeCopy')}
          </Button>
        )
      }
    />
  )
}
