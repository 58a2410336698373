import type { Editor } from '@tiptap/core'
import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from '../../design/controls/Button'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import styles from './Panels.module.css'

export interface FactsProps {
  readonly editor: Editor
  readonly position: number
  readonly onClose: () => void
}

/** Asks for what a block says besides its words. `facts`: the attributes that are written when it is kept. */
export function FactsForm({
  editor,
  position,
  onClose,
  type,
  title,
  facts,
  children,
}: FactsProps & { type: string; title: string; facts: () => Record<string, string | null>; children: ReactNode }) {
  const id = useId()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const node = editor.state.doc.nodeAt(position)
    // Others may have moved it meanwhile; then nothing is written into what stands there now.
    if (node?.type.name === type) editor.view.dispatch(editor.state.tr.setNodeMarkup(position, undefined, { ...node.attrs, ...facts() }))
    onClose()
    editor.view.focus()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width="plain"
      actionsAt="end"
      actions={
        <Button kind="main" type="submit" form={id}>
          {t('documents.assumptionSave')}
        </Button>
      }
    >
      <form id={id} className={styles.assumption} onSubmit={save}>
        {children}
      </form>
    </Dialog>
  )
}

/** What the block says now. */
export const factOf = ({ editor, position }: FactsProps, name: string): string => String(editor.state.doc.nodeAt(position)?.attrs[name] ?? '')
