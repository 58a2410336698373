import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import styles from './NameDialog.module.css'

/** A name for a version: what has one is kept. */
export function NameDialog({ name: before = '', onName, onClose }: { name?: string; onName: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState(before)
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    onClose()
    onName(name.trim())
  }
  return (
    <Dialog open onClose={onClose} title={t('history.nameTitle')} width="plain" focusFirst={field}>
      <form onSubmit={submit}>
        <Field
          ref={field}
          label={t('history.nameLabel')}
          hint={t('history.nameHint')}
          voice="people"
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
          enterKeyHint="done"
        />
        <div className={styles.actions}>
          <Button kind="quiet" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button kind="main" type="submit">
            {t('history.nameSave')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
