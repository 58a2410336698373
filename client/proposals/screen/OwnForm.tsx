import '../../words/later/proposals'
import { type FormEvent, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { PersonChip } from '../../design/controls/Chip'
import { Field } from '../../design/controls/Field'
import { t } from '../../words/words'
import { dayOf, endOf } from '../../workspace/days'
import { dayAfter } from './days'
import styles from './NewProposalDialog.module.css'
import type { PersonView } from './view'

export interface OwnFormProps {
  readonly people: readonly PersonView[]
  /** When a small bid ends; null: in three months. */
  readonly until: number | null
  readonly now: number
  readonly onOwn: (owner: string, lookAgain: number | null) => void
}

/** Right after it was adopted: who looks after it, and when it is looked at again. */
export function OwnForm({ people, until, now, onOwn }: OwnFormProps) {
  const [owner, setOwner] = useState<string | null>(null)
  const [day, setDay] = useState(until === null ? dayAfter(now, 91) : dayOf(until))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (owner !== null) onOwn(owner, day === '' ? null : endOf(day))
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('proposals.adopted.title')}>
      <fieldset className={styles.group}>
        <legend>{t('proposals.adopted.title')}</legend>
        <div className={styles.chips}>
          {people.map((person) => (
            <PersonChip
              key={person.id}
              person={person}
              words={person.isMe ? t('proposals.you') : undefined}
              chosen={owner === person.id}
              onToggle={() => setOwner(owner === person.id ? null : person.id)}
            />
          ))}
        </div>
        <p className={styles.hint}>{t('proposals.adopted.line')}</p>
      </fieldset>
      <Field label={t('proposals.decide.lookAgain')} type="date" min={dayAfter(now, 1)} value={day} onChange={(event) => setDay(event.target.value)} />
      <div className={styles.actions}>
        <Button type="submit" disabledReason={owner === null ? t('proposals.adopted.line') : undefined}>
          {t('proposals.adopted.do')}
        </Button>
      </div>
    </form>
  )
}
