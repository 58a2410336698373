import { lazy, Suspense } from 'react'
import { Unfetched } from '../design/page/Unfetched'
import { whenFetched } from '../design/whenFetched'
import { locale, t } from '../words/words'
import { createDocument } from '../workspace/acts'
import { templatesIn } from '../workspace/listing'
import { toDocument } from './routes'
import { useShell } from './useShell'

const TemplatesDialog = lazy(() => whenFetched(() => import('../home/TemplatesDialog')).then(({ TemplatesDialog }) => ({ default: TemplatesDialog })))
const CopyDialog = lazy(() => whenFetched(() => import('../copies/screen/CopyDialog')).then(({ CopyDialog }) => ({ default: CopyDialog })))
const RenameDialog = lazy(() => whenFetched(() => import('./DocumentDialogs')).then(({ RenameDialog }) => ({ default: RenameDialog })))
const DeleteDialog = lazy(() => whenFetched(() => import('./DocumentDialogs')).then(({ DeleteDialog }) => ({ default: DeleteDialog })))
const DropDialog = lazy(() => whenFetched(() => import('./DocumentDialogs')).then(({ DropDialog }) => ({ default: DropDialog })))
const MessageDialog = lazy(() => whenFetched(() => import('./DocumentDialogs')).then(({ MessageDialog }) => ({ default: MessageDialog })))
const InviteDialog = lazy(() => whenFetched(() => import('./InviteDialog')).then(({ InviteDialog }) => ({ default: InviteDialog })))
const KeysDialog = lazy(() => whenFetched(() => import('./keys/KeysDialog')).then(({ KeysDialog }) => ({ default: KeysDialog })))
const LeaveDialog = lazy(() => whenFetched(() => import('./LeaveDialog')).then(({ LeaveDialog }) => ({ default: LeaveDialog })))
const RelaysDialog = lazy(() => whenFetched(() => import('./RelaysDialog')).then(({ RelaysDialog }) => ({ default: RelaysDialog })))

/** Whatever lies over the frame. Each comes when it is first asked for. */
export function Dialogs({ onGo }: { onGo: (route: string) => void }) {
  const { show } = useShell()
  return (
    <Suspense fallback={<Unfetched onClose={() => show(null)} />}>
      <Layer onGo={onGo} />
    </Suspense>
  )
}

function Layer({ onGo }: { onGo: (route: string) => void }) {
  const { workspace, layer, show } = useShell()
  const close = () => show(null)
  switch (layer?.kind) {
    case undefined:
      return null
    case 'templates':
      return (
        <TemplatesDialog
          open
          onClose={close}
          own={templatesIn(workspace.documents.get())}
          groupName={workspace.name.get()}
          onChoose={({ id, sort }) => {
            close()
            void whenFetched(() => import('../home/readTemplate'))
              .then(({ readTemplate }) => readTemplate(id, locale.get(), new Date()))
              .then(({ title, update }) => createDocument(workspace, { title, sort, update }))
              .then((made) => onGo(toDocument(made)))
              .catch(() => show({ kind: 'message', title: t('home.templates.title'), words: t('shell.error.loadLine') }))
          }}
          onBegin={(listing) => {
            close()
            void whenFetched(() => import('./groupTemplates'))
              .then(({ beginWith }) => beginWith(workspace, listing))
              .then((made) => (made.ok ? onGo(toDocument(made.value)) : show({ kind: 'message', title: t('shell.notTaken'), words: made.reason })))
          }}
          onOpen={({ id }) => {
            close()
            onGo(toDocument(id))
          }}
        />
      )
    case 'copy':
      return (
        <CopyDialog
          parent={layer.id}
          title={layer.title}
          content={layer.content ?? null}
          onClose={close}
          onMade={(made) => {
            close()
            onGo(toDocument(made))
          }}
        />
      )
    case 'rename':
      return <RenameDialog id={layer.id} title={layer.title} />
    case 'delete':
      return <DeleteDialog id={layer.id} title={layer.title} onGo={onGo} />
    case 'drop':
      return <DropDialog id={layer.id} title={layer.title} onGo={onGo} />
    case 'keys':
      return <KeysDialog />
    case 'message':
      return <MessageDialog title={layer.title} words={layer.words} />
    case 'invite':
      return <InviteDialog />
    case 'leave':
      return <LeaveDialog onGo={onGo} />
    case 'relays':
      return <RelaysDialog />
  }
}
