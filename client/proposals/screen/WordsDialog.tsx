import '../../words/later/proposals'
import { useState } from 'react'
import { Button } from '../../design/controls/Button'
import { TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import styles from './NewProposalDialog.module.css'
import { WordsChanged } from './WordsChanged'

export interface WordsDialogProps {
  /** Whose objection it is. */
  readonly name: string
  readonly isMine: boolean
  readonly harm: string
  /** The passage, and as it could be lived with. */
  readonly before: string
  readonly after: string
  /** Puts the words into the text; null: this person may not write. */
  readonly onPut: ((words: string) => Promise<string | null>) | null
  readonly onClose: () => void
}

/** An objection and the words that would answer it, worked on by whoever proposes and whoever objects. */
export function WordsDialog({ name, isMine, harm, before, after, onPut, onClose }: WordsDialogProps) {
  const [words, setWords] = useState(after)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const put = async () => {
    if (!onPut) return
    setBusy(true)
    const refused = await onPut(words.trim())
    setBusy(false)
    if (refused === null) onClose()
    else setWrong(refused)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={isMine ? t('proposals.objection.myWordsAre') : t('proposals.objection.wordsOf', { name })}
      description={<span dir="auto">{harm}</span>}
    >
      <div className={styles.form}>
        <WordsChanged before={before} after={words} />
        {onPut && (
          <TextArea
            label={t('proposals.words.work')}
            rows={3}
            maxLength={20000}
            value={words}
            error={wrong}
            hint={t('proposals.words.hint')}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <div className={styles.actions}>
          {onPut && (
            <Button busy={busy} onClick={() => void put()}>
              {t('proposals.words.put')}
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            {t('proposals.notNow')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
