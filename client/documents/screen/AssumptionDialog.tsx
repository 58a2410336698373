import type { Editor } from '@tiptap/core'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { isDay } from '../schema/attributes'
import styles from './Panels.module.css'

/** Who watches an assumption, when to look again, and what would show that it is wrong. */
export function AssumptionDialog({ editor, position, names, onClose }: { editor: Editor; position: number; names: readonly string[]; onClose: () => void }) {
  const id = useId()
  const attrs = editor.state.doc.nodeAt(position)?.attrs ?? {}
  const [watchedBy, setWatchedBy] = useState(String(attrs.watchedBy ?? ''))
  const [day, setDay] = useState(String(attrs.lookAgainOn ?? ''))
  const [wrongIf, setWrongIf] = useState(String(attrs.wrongIf ?? ''))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const node = editor.state.doc.nodeAt(position)
    // Others may have moved it meanwhile; then nothing is written into what stands there now.
    if (node?.type.name === 'assumption') {
      editor.view.dispatch(
        editor.state.tr.setNodeMarkup(position, undefined, {
          ...node.attrs,
          watchedBy: watchedBy.trim(),
          lookAgainOn: isDay(day) ? day : null,
          wrongIf: wrongIf.trim(),
        }),
      )
    }
    onClose()
    editor.view.focus()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('documents.assumptionAsk')}
      width="plain"
      actionsAt="end"
      actions={
        <Button kind="main" type="submit" form={id}>
          {t('documents.assumptionSave')}
        </Button>
      }
    >
      <form id={id} className={styles.assumption} onSubmit={save}>
        <Field
          label={t('documents.assumptionWho')}
          voice="people"
          list={`${id}-names`}
          value={watchedBy}
          onChange={(event) => setWatchedBy(event.target.value)}
        />
        <datalist id={`${id}-names`}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Field label={t('documents.assumptionDay')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        <TextArea label={t('documents.assumptionWrong')} value={wrongIf} rows={2} onChange={(event) => setWrongIf(event.target.value)} />
      </form>
    </Dialog>
  )
}
