import { type FormEvent, useRef, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Dialog } from '../design/layers/Dialog'
import { t } from '../words/words'
import { archiveDocument, deleteDocument, dropHere, renameDocument } from '../workspace/acts'
import styles from './DocumentDialogs.module.css'
import { toDocument } from './routes'
import { useShell } from './useShell'

/** Small questions about one document. */

export function RenameDialog({ id, title }: { id: string; title: string }) {
  const { workspace, show } = useShell()
  const [name, setName] = useState(title)
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    show(null)
    void renameDocument(workspace, id, name)
  }
  return (
    <Dialog open onClose={() => show(null)} title={t('shell.renameTitle')} width="plain" focusFirst={field}>
      <form onSubmit={submit}>
        <Field
          ref={field}
          label={t('shell.titleOf')}
          voice="people"
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={200}
          enterKeyHint="done"
        />
        <div className={styles.actions}>
          <Button kind="quiet" onClick={() => show(null)}>
            {t('shell.cancel')}
          </Button>
          <Button kind="main" type="submit">
            {t('shell.renameSave')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function DeleteDialog({ id, title, onGo }: { id: string; title: string; onGo: (route: string) => void }) {
  const { workspace, show } = useShell()
  const [path] = useHashLocation()
  const leave = () => {
    show(null)
    if (path === toDocument(id)) onGo('/documents')
  }
  return (
    <Dialog
      open
      onClose={() => show(null)}
      title={t('workspace.delete.title', { title })}
      description={t('workspace.delete.line')}
      plain
      actions={
        <>
          <Button
            kind="leave"
            onClick={() => {
              void deleteDocument(workspace, id)
              leave()
            }}
          >
            {t('workspace.delete.do')}
          </Button>
          <Button
            onClick={() => {
              archiveDocument(workspace, id, true)
              leave()
            }}
          >
            {t('workspace.delete.archive')}
          </Button>
          <Button kind="quiet" onClick={() => show(null)}>
            {t('workspace.delete.not')}
          </Button>
        </>
      }
    />
  )
}

export function DropDialog({ id, title, onGo }: { id: string; title: string; onGo: (route: string) => void }) {
  const { workspace, show } = useShell()
  const [path] = useHashLocation()
  return (
    <Dialog
      open
      onClose={() => show(null)}
      title={t('workspace.deleted.dropTitle', { title })}
      description={t('workspace.deleted.dropLine')}
      plain
      actions={
        <>
          <Button
            kind="leave"
            onClick={() => {
              show(null)
              if (path === toDocument(id)) onGo('/documents')
              void dropHere(workspace, id)
            }}
          >
            {t('workspace.deleted.drop')}
          </Button>
          <Button onClick={() => show(null)}>{t('workspace.delete.not')}</Button>
        </>
      }
    />
  )
}

/** What came of something that one asked for: a file that was brought in, or why it was not. */
export function MessageDialog({ title, words }: { title: string; words: string }) {
  const { show } = useShell()
  return (
    <Dialog
      open
      onClose={() => show(null)}
      title={title}
      description={words}
      width="plain"
      actions={<Button onClick={() => show(null)}>{t('design.close')}</Button>}
    />
  )
}
