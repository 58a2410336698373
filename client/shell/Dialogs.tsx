import { lazy, Suspense } from 'react'
import { TemplatesDialog } from '../home/TemplatesDialog'
import { t } from '../words/words'
import { createDocument } from '../workspace/acts'
import { seedText } from '../workspace/seedText'
import { DeleteDialog, DropDialog, MessageDialog, RenameDialog } from './DocumentDialogs'
import { toDocument } from './routes'
import { useShell } from './useShell'

const InviteDialog = lazy(() => import('./InviteDialog').then(({ InviteDialog }) => ({ default: InviteDialog })))
const KeysDialog = lazy(() => import('./keys/KeysDialog').then(({ KeysDialog }) => ({ default: KeysDialog })))
const LeaveDialog = lazy(() => import('./LeaveDialog').then(({ LeaveDialog }) => ({ default: LeaveDialog })))
const RelaysDialog = lazy(() => import('./RelaysDialog').then(({ RelaysDialog }) => ({ default: RelaysDialog })))

/** Whatever lies over the frame. */
export function Dialogs({ onGo }: { onGo: (route: string) => void }) {
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
          onChoose={({ id, sort, blocks }) => {
            close()
            void createDocument(workspace, { title: t(`home.tpl.${id}`), sort, update: seedText(blocks) }).then((made) => onGo(toDocument(made)))
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
      return (
        <Suspense fallback={null}>
          <KeysDialog />
        </Suspense>
      )
    case 'message':
      return <MessageDialog title={layer.title} words={layer.words} />
    case 'invite':
      return (
        <Suspense fallback={null}>
          <InviteDialog />
        </Suspense>
      )
    case 'leave':
      return (
        <Suspense fallback={null}>
          <LeaveDialog onGo={onGo} />
        </Suspense>
      )
    case 'relays':
      return (
        <Suspense fallback={null}>
          <RelaysDialog />
        </Suspense>
      )
  }
}
