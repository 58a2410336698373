import '../../words/later/proposals'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { PositionSign, positionWords } from '../../design/people/PositionSign'
import { t } from '../../words/words'
import styles from './Taken.module.css'
import type { Stand } from './view'

export const UNDO_MS = 10_000

export interface TakenProps {
  readonly stand: Stand
  readonly onBack: () => void
  readonly onWhy: (why: string) => void
  readonly onOver: () => void
}

/** Right after a tap: it is signed, can be taken back for ten seconds, and a reason may be given. It stays while somebody writes one. */
export function Taken({ stand, onBack, onWhy, onOver }: TakenProps) {
  const [why, setWhy] = useState('')
  const [isWriting, setWriting] = useState(false)
  useEffect(() => {
    if (isWriting) return
    const timer = setTimeout(onOver, UNDO_MS)
    return () => clearTimeout(timer)
  }, [isWriting, onOver])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why.trim() !== '') onWhy(why.trim())
    onOver()
  }
  return (
    <form className={styles.taken} onSubmit={submit}>
      <p className={styles.line} role="status">
        <PositionSign state={stand} size={20} />
        <strong>{positionWords(stand)}</strong>
        <span>{t('proposals.signed')}</span>
      </p>
      {stand === 'objection' ? (
        <span />
      ) : (
        <Field
          label={t('proposals.why')}
          hideLabel
          quiet
          voice="people"
          placeholder={t('proposals.why')}
          value={why}
          maxLength={4000}
          onFocus={() => setWriting(true)}
          onChange={(event) => setWhy(event.target.value)}
        />
      )}
      <div className={styles.acts}>
        {why.trim() !== '' && (
          <Button type="submit" kind="line">
            {t('proposals.sayWhy')}
          </Button>
        )}
        <Button kind="quiet" icon="undo" onClick={onBack}>
          {t('proposals.takeBack')}
        </Button>
      </div>
    </form>
  )
}
