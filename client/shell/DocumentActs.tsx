import { lazy, Suspense } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Result } from '../../shared/result'
import { IconButton } from '../design/controls/IconButton'
import { Menu, MenuItem, MenuRule } from '../design/layers/Menu'
import { useToast } from '../design/layers/Toast'
import { whenFetched } from '../design/whenFetched'
import { t } from '../words/words'
import { archiveDocument, putBack } from '../workspace/acts'
import { setTemplate } from '../workspace/indexDocument'
import type { DocumentListing } from '../workspace/listing'
import { titleWords } from '../workspace/who'
import { toDocument } from './routes'
import { useShell } from './useShell'

const ProposeItem = lazy(() => whenFetched(() => import('./ProposeItem')).then(({ ProposeItem }) => ({ default: ProposeItem })))

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
        {t('shell.makeCopy')}
      </MenuItem>
      <SuggestItem id={id} />
      <Suspense fallback={null}>
        <ProposeItem id={id} />
      </Suspense>
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
      {t('shell.suggest')}
    </MenuItem>
  )
}
