import type { Editor } from '@tiptap/core'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { isDay } from '../schema/attributes'
import styles from './Panels.module.css'

/** Until when a horizon looks. */
export function HorizonDialog({ editor, position, onClose }: { editor: Editor; position: number; onClose: () => void }) {
  const id = useId()
  const [day, setDay] = useState(String(editor.state.doc.nodeAt(position)?.attrs.until ?? ''))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const node = editor.state.doc.nodeAt(position)
    // Others may have moved it meanwhile; then nothing is written into what stands there now.
    if (node?.type.name === 'horizon')
      editor.view.dispatch(editor.state.tr.setNodeMarkup(position, undefined, { ...node.attrs, until: isDay(day) ? day : null }))
    onClose()
    editor.view.focus()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('documents.horizonAsk')}
      width="plain"
      actionsAt="end"
      actions={
        <Button kind="main" type="submit" form={id}>
          {t('documents.assumptionSave')}
        </Button>
      }
    >
      <form id={id} className={styles.assumption} onSubmit={save}>
        <Field label={t('documents.horizonUntil')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </form>
    </Dialog>
  )
}
