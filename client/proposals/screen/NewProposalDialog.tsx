import '../../words/later/proposals'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Chip } from '../../design/controls/Chip'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { endOf } from '../../workspace/days'
import { BidFields, NO_BID } from './BidFields'
import { dayAfter } from './days'
import type { SmallBid } from './model'
import styles from './NewProposalDialog.module.css'

export interface NewProposal {
  readonly title: string
  readonly sentence: string
  /** null: everybody here. */
  readonly circle: string | null
  readonly bid: SmallBid | null
}

export interface NewProposalDialogProps {
  /** What the changes of a copy are proposed for; null: a text of its own. */
  readonly changes?: { readonly title: string } | null
  readonly circles: readonly { readonly id: string; readonly name: string }[]
  readonly now: number
  readonly onMake: (proposal: NewProposal) => Promise<string | null>
  readonly onClose: () => void
}

/** A title and one sentence; the text is written in the document that opens. Nothing else is asked for yet. */
export function NewProposalDialog({ changes = null, circles, now, onMake, onClose }: NewProposalDialogProps) {
  const [title, setTitle] = useState(changes ? t('proposals.new.changesTitle', { title: changes.title }) : '')
  const [sentence, setSentence] = useState('')
  const [circle, setCircle] = useState<string | null>(null)
  const [bid, setBid] = useState<SmallBid | null>(null)
  const [wrong, setWrong] = useState<{ title?: string; sentence?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = {
      ...(title.trim() === '' ? { title: t('proposals.new.titleMissing') } : {}),
      ...(sentence.trim() === '' ? { sentence: t('proposals.new.sentenceMissing') } : {}),
    }
    setWrong(missing)
    if (Object.keys(missing).length > 0) return
    setBusy(true)
    const refused = await onMake({ title: title.trim(), sentence: sentence.trim(), circle, bid })
    setBusy(false)
    if (refused !== null) setWrong({ all: refused })
  }
  return (
    <Dialog open onClose={onClose} title={t(changes ? 'proposals.new.fromCopy' : 'proposals.make')} description={t('proposals.new.line')} focusFirst={first}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field
          ref={first}
          label={t('proposals.new.title')}
          voice="people"
          maxLength={160}
          value={title}
          error={wrong.title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextArea
          label={t('proposals.new.sentence')}
          hint={t('proposals.new.sentenceHint')}
          rows={2}
          maxLength={600}
          value={sentence}
          error={wrong.sentence}
          onChange={(event) => setSentence(event.target.value)}
        />
        {circles.length > 0 && (
          <fieldset className={styles.group}>
            <legend>{t('proposals.new.circle')}</legend>
            <div className={styles.chips}>
              <Chip chosen={circle === null} onToggle={() => setCircle(null)}>
                {t('proposals.everybody')}
              </Chip>
              {circles.map(({ id, name }) => (
                <Chip key={id} voice="people" chosen={circle === id} onToggle={() => setCircle(id)}>
                  {name}
                </Chip>
              ))}
            </div>
            <p className={styles.hint}>{t('proposals.new.circleHint')}</p>
          </fieldset>
        )}
        {!changes && (
          <div className={styles.chips}>
            <Chip chosen={bid !== null} onToggle={() => setBid(bid ? null : { ...NO_BID, until: endOf(dayAfter(now, 91)) })}>
              {t('proposals.smallBid')}
            </Chip>
            <span className={styles.hint}>{t('proposals.smallBidLine')}</span>
          </div>
        )}
        {bid && <BidFields bid={bid} now={now} onChange={setBid} />}
        {wrong.all && (
          <p className={styles.wrong} role="alert">
            {wrong.all}
          </p>
        )}
        <div className={styles.actions}>
          <Button kind="main" type="submit" busy={busy}>
            {t(changes ? 'proposals.new.doCopy' : 'proposals.new.do')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('proposals.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
