import '../../words/later/proposals'
import { type FormEvent, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import styles from './NewProposalDialog.module.css'

/** "We asked": who asked is whoever signs it, when is now, and the answer stands in the words of the person asked. */
export function AskDialog({ name, onAsked, onClose }: { name: string; onAsked: (words: string) => Promise<string | null>; onClose: () => void }) {
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() === '') return setWrong(t('proposals.asked.missing'))
    setBusy(true)
    const refused = await onAsked(words.trim())
    setBusy(false)
    if (refused === null) onClose()
    else setWrong(refused)
  }
  return (
    <Dialog open onClose={onClose} title={t('proposals.asked.title', { name })} description={t('proposals.asked.line')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextArea
          label={t('proposals.asked.words', { name })}
          rows={3}
          maxLength={4000}
          value={words}
          error={wrong}
          onChange={(event) => setWords(event.target.value)}
        />
        <div className={styles.actions}>
          <Button kind="main" type="submit" busy={busy}>
            {t('proposals.asked.do')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('proposals.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
