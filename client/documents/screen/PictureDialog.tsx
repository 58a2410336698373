import type { Editor } from '@tiptap/core'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import styles from './Panels.module.css'

/** What a picture shows, for whoever does not see it. */
export function PictureDialog({ editor, position, onClose }: { editor: Editor; position: number; onClose: () => void }) {
  const id = useId()
  const [alt, setAlt] = useState(String(editor.state.doc.nodeAt(position)?.attrs.alt ?? ''))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const node = editor.state.doc.nodeAt(position)
    // Others may have moved it meanwhile; then nothing is written into what stands there now.
    if (node?.type.name === 'image') editor.view.dispatch(editor.state.tr.setNodeMarkup(position, undefined, { ...node.attrs, alt: alt.trim().slice(0, 1000) }))
    onClose()
    editor.view.focus()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('documents.pictureAsk')}
      width="plain"
      actionsAt="end"
      actions={
        <Button kind="main" type="submit" form={id}>
          {t('documents.assumptionSave')}
        </Button>
      }
    >
      <form id={id} className={styles.assumption} onSubmit={save}>
        <TextArea label={t('documents.pictureWords')} hint={t('documents.pictureHelp')} value={alt} rows={3} onChange={(event) => setAlt(event.target.value)} />
      </form>
    </Dialog>
  )
}
