import { Button } from '../design/controls/Button'
import { Segments } from '../design/controls/Segments'
import { EmptyState } from '../design/page/EmptyState'
import { ScreenHeading } from '../design/page/SectionHeading'
import { DocumentsTable } from '../home/DocumentsTable'
import { t } from '../words/words'
import { type DocumentListing, inArchive, inUse } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { nameInside, whoTookIt } from '../workspace/who'
import { DocumentMenu } from './DocumentActs'
import styles from './DocumentsScreen.module.css'
import { newDocument } from './newDocument'
import { Page } from './Page'
import { useImport } from './useImport'
import { useShell } from './useShell'

/** All documents: in use, and in the archive (with what somebody deleted or took off the list, as long as it is here). */
export function DocumentsScreen({ isArchive, onGo }: { isArchive: boolean; onGo: (route: string) => void }) {
  const { workspace } = useShell()
  const listings = useStore(workspace.documents)
  const people = useStore(workspace.people)
  const here = useStore(workspace.here)
  const shown = isArchive ? inArchive(listings) : inUse(listings)
  const onNew = () => newDocument(workspace, onGo)
  const onFile = useImport(onGo)
  const state = (listing: DocumentListing) => {
    if (listing.state === 'listed') return null
    const name = nameInside(whoTookIt(people, listing))
    return <span className={styles.gone}>{listing.state === 'deleted' ? t('shell.deletedBy', { name }) : t('workspace.removed', { name })}</span>
  }
  return (
    <Page onFile={workspace.mayWrite ? onFile : undefined} onNew={workspace.mayWrite ? () => void onNew() : undefined}>
      <ScreenHeading
        action={
          workspace.mayWrite && (
            <Button icon="add" onClick={() => void onNew()}>
              {t('home.newDocument')}
            </Button>
          )
        }
      >
        {t('shell.documents')}
      </ScreenHeading>
      <div className={styles.filter}>
        <Segments
          label={t('shell.documents')}
          value={isArchive ? 'archive' : 'use'}
          onChange={(value) => onGo(value === 'archive' ? '/documents/archive' : '/documents')}
          options={[
            { value: 'use', words: t('shell.inUse') },
            { value: 'archive', words: t('shell.archive') },
          ]}
        />
      </div>
      {shown.length > 0 ? (
        <DocumentsTable
          listings={shown}
          people={people}
          here={here}
          state={state}
          {...(workspace.mayWrite || isArchive ? { more: (listing) => <DocumentMenu listing={listing} /> } : {})}
        />
      ) : isArchive ? (
        <EmptyState figure="mark" title={t('shell.archiveEmpty')} />
      ) : (
        <EmptyState title={t('home.noDocuments')}>{workspace.mayWrite ? t('home.noDocumentsLine') : t('home.readOnlyEmpty')}</EmptyState>
      )}
    </Page>
  )
}
