import '../../words/later/proposals'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { dayAfter } from './days'
import type { DecisionView, Review } from './log'
import styles from './NewProposalDialog.module.css'

export interface ReviewDialogProps {
  readonly decision: DecisionView
  readonly review: Review
  readonly now: number
  readonly onSay: (happened: string, lookAgain: string | null) => Promise<string | null>
  readonly onClose: () => void
}

/** What was expected, what happened; and then keep, change, stop or undo. */
export function ReviewDialog({ decision, review, now, onSay, onClose }: ReviewDialogProps) {
  const [happened, setHappened] = useState('')
  const [day, setDay] = useState(review === 'kept' || review === 'changed' ? dayAfter(now, 91) : '')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLTextAreaElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (happened.trim() === '') return setWrong(t('proposals.review.happenedMissing'))
    setBusy(true)
    const refused = await onSay(happened.trim(), day === '' ? null : day)
    setBusy(false)
    if (refused === null) onClose()
    else setWrong(refused)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`proposals.review.title.${review}`, { title: decision.title })}
      focusFirst={first}
      {...(decision.said === '' ? {} : { description: t('proposals.review.said', { said: decision.said }) })}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextArea
          ref={first}
          label={t('proposals.log.happened')}
          rows={3}
          maxLength={8000}
          value={happened}
          error={wrong}
          onChange={(event) => setHappened(event.target.value)}
        />
        {review !== 'stopped' && review !== 'undone' && (
          <Field
            label={t('proposals.decide.lookAgain')}
            type="date"
            min={dayAfter(now, 1)}
            value={day}
            hint={t('proposals.review.againHint')}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
        <div className={styles.actions}>
          <Button kind="main" type="submit" busy={busy}>
            {t(`proposals.review.do.${review}`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('proposals.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
