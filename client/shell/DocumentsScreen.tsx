import { useHashLocation } from 'wouter/use-hash-location'
import type { Result } from '../../shared/result'
import { Button } from '../design/controls/Button'
import { IconButton } from '../design/controls/IconButton'
import { Segments } from '../design/controls/Segments'
import { Menu, MenuItem, MenuRule } from '../design/layers/Menu'
import { useToast } from '../design/layers/Toast'
import { EmptyState } from '../design/page/EmptyState'
import { ScreenHeading } from '../design/page/SectionHeading'
import { Pill } from '../design/signs/Pill'
import { whenFetched } from '../design/whenFetched'
import { DocumentsTable } from '../home/DocumentsTable'
import { t } from '../words/words'
import { archiveDocument, putBack } from '../workspace/acts'
import { setTemplate } from '../workspace/indexDocument'
import { type DocumentListing, inArchive, inUse } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { nameInside, titleWords, whoTookIt } from '../workspace/who'
import styles from './DocumentsScreen.module.css'
import { newDocument } from './newDocument'
import { Page } from './Page'
import { toDocument } from './routes'
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

/** What can be done with a document, by whoever may. */
export function DocumentMenu({ listing, button }: { listing: DocumentListing; button?: React.ReactElement }) {
  const { workspace } = useShell()
  const title = titleWords(listing.title)
  return (
    <Menu
      placement="bottom-end"
      label={t('shell.documentMenu', { title })}
      button={button ?? <IconButton name="more" small label={t('shell.documentMenu', { title })} />}
    >
      <DocumentActs listing={listing} />
      {!workspace.mayWrite && listing.state === 'listed' && <MenuItem disabledReason={t('shell.readOnly')}>{t('shell.renameIt')}</MenuItem>}
    </Menu>
  )
}

export function DocumentActs({ listing }: { listing: DocumentListing }) {
  const { workspace, show } = useShell()
  const toast = useToast()
  const { id, state, archived } = listing
  const title = titleWords(listing.title)
  if (state !== 'listed')
    return (
      <>
        {workspace.mayWrite && (
          <MenuItem icon="restore" onSelect={() => void putBack(workspace, id)}>
            {t('workspace.deleted.putBack')}
          </MenuItem>
        )}
        <MenuItem icon="trash" leave onSelect={() => show({ kind: 'drop', id, title })}>
          {t('workspace.deleted.drop')}
        </MenuItem>
      </>
    )
  if (!workspace.mayWrite) return workspace.maySpeak ? <SuggestItem id={id} /> : null
  const archive = (on: boolean) => {
    archiveDocument(workspace, id, on)
    toast({ text: t(on ? 'shell.archivedToast' : 'shell.restoredToast', { title }), undo: () => archiveDocument(workspace, id, !on) })
  }
  const refused = (words: string) => show({ kind: 'message', title: t('shell.notTaken'), words })
  const made = (result: Result<string>) => {
    if (result.ok) window.location.hash = toDocument(result.value)
    else refused(result.reason)
  }
  const saved = (result: Result<string>) => (result.ok ? toast({ text: t('shell.template.saved', { title }) }) : refused(result.reason))
  return (
    <>
      <MenuItem icon="edit" onSelect={() => show({ kind: 'rename', id, title: listing.title })}>
        {t('shell.renameIt')}
      </MenuItem>
      <MenuItem icon="copy" onSelect={() => show({ kind: 'copy', id, title: listing.title })}>
        {t('copies.make')}
      </MenuItem>
      <SuggestItem id={id} />
      {listing.isTemplate ? (
        <>
          <MenuItem
            icon="add"
            onSelect={() =>
              void whenFetched(() => import('./groupTemplates'))
                .then(({ beginWith }) => beginWith(workspace, listing))
                .then(made)
            }
          >
            {t('shell.template.begin')}
          </MenuItem>
          <MenuItem icon="document" onSelect={() => setTemplate(workspace.index.ydoc, id, false)}>
            {t('shell.template.unset')}
          </MenuItem>
        </>
      ) : (
        <MenuItem
          icon="template"
          onSelect={() =>
            void whenFetched(() => import('./groupTemplates'))
              .then(({ saveAsTemplate }) => saveAsTemplate(workspace, listing))
              .then(saved)
          }
        >
          {t('shell.template.save')}
        </MenuItem>
      )}
      <MenuItem icon={archived ? 'restore' : 'archive'} onSelect={() => archive(!archived)}>
        {t(archived ? 'shell.restoreIt' : 'shell.archiveIt')}
      </MenuItem>
      <MenuRule />
      <MenuItem icon="trash" leave onSelect={() => show({ kind: 'delete', id, title })}>
        {t('shell.deleteIt')}
      </MenuItem>
    </>
  )
}

/** A small copy of one's own, opened at once: what is written there is suggested. */
function SuggestItem({ id }: { id: string }) {
  const { workspace, show } = useShell()
  const [, go] = useHashLocation()
  const suggest = async () => {
    const { suggestIn } = await whenFetched(() => import('../copies/suggesting'))
    const made = await suggestIn(workspace, id)
    if (made.ok) go(toDocument(made.value))
    else show({ kind: 'message', title: t('shell.notTaken'), words: t('documents.newer') })
  }
  return (
    <MenuItem icon="edit" onSelect={() => void suggest()}>
      {t('copies.suggest')}
    </MenuItem>
  )
}

export const StatePill = ({ listing }: { listing: DocumentListing }) => (listing.archived ? <Pill>{t('shell.archived')}</Pill> : null)
