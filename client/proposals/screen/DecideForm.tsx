import '../../words/later/proposals'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Chip, PersonChip } from '../../design/controls/Chip'
import { Field, TextArea } from '../../design/controls/Field'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import styles from './DecideForm.module.css'
import { dayAfter, dayText } from './days'
import type { PersonView } from './view'

export interface WrittenDown {
  readonly sentence: string
  /** Ids of members, and names of others. */
  readonly people: readonly string[]
  readonly others: readonly string[]
  readonly circle: string | null
  readonly owner: string | null
  /** YYYY-MM-DD. */
  readonly lookAgain: string
  /** Why it could not wait: then it comes back as keep, change or undo. */
  readonly couldNotWait: string | null
}

export interface DecideFormProps {
  readonly members: readonly PersonView[]
  readonly circles: readonly { readonly id: string; readonly name: string }[]
  readonly now: number
  readonly isOffline: boolean
  readonly onWrite: (written: WrittenDown) => Promise<string | null>
}

const WEEKS = [1, 4, 12] as const

/** A decision taken in a room, in twenty seconds: one sentence, who, owner, look again on. */
export function DecideForm({ members, circles, now, isOffline, onWrite }: DecideFormProps) {
  const me = members.find(({ isMe }) => isMe)
  const [sentence, setSentence] = useState('')
  const [people, setPeople] = useState<readonly string[]>(me ? [me.id] : [])
  const [others, setOthers] = useState<readonly string[]>([])
  const [other, setOther] = useState<string | null>(null)
  const [circle, setCircle] = useState<string | null>(null)
  const [owner, setOwner] = useState<string | null>(me?.id ?? null)
  const [lookAgain, setLookAgain] = useState(dayAfter(now, 4 * 7))
  const [isUrgent, setUrgent] = useState(false)
  const [why, setWhy] = useState('')
  const [wrong, setWrong] = useState<{ sentence?: string; people?: string; why?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLTextAreaElement>(null)
  useEffect(() => first.current?.focus(), [])

  const addOther = () => {
    const name = (other ?? '').replace(/\s+/g, ' ').trim()
    if (name !== '' && !others.includes(name)) setOthers([...others, name])
    setOther(null)
  }
  const toggle = (id: string) => setPeople(people.includes(id) ? people.filter((each) => each !== id) : [...people, id])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const named = people.length + others.length
    const missing = {
      ...(sentence.trim() === '' ? { sentence: t('proposals.decide.sentenceMissing') } : {}),
      ...(named === 0 ? { people: t('proposals.decide.whoMissing') } : isUrgent && named < 2 ? { people: t('proposals.decide.twoNames') } : {}),
      ...(isUrgent && why.trim() === '' ? { why: t('proposals.decide.whyMissing') } : {}),
    }
    setWrong(missing)
    if (Object.keys(missing).length > 0) return
    setBusy(true)
    const refused = await onWrite({
      ...{ sentence: sentence.trim(), people, others, circle, owner, lookAgain },
      couldNotWait: isUrgent ? why.trim() : null,
    })
    setBusy(false)
    if (refused !== null) setWrong({ all: refused })
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={styles.fields}>
        <TextArea
          ref={first}
          className={styles.sentence}
          label={t('proposals.decide.what')}
          hint={t('proposals.decide.oneSentence')}
          error={wrong.sentence}
          rows={3}
          maxLength={600}
          value={sentence}
          onChange={(event) => setSentence(event.target.value)}
        />
        <Group label={t('proposals.decide.who')} error={wrong.people}>
          {members.map((person) => (
            <PersonChip
              key={person.id}
              person={person}
              words={person.isMe ? t('proposals.you') : undefined}
              chosen={people.includes(person.id)}
              onToggle={() => toggle(person.id)}
            />
          ))}
          {others.map((name) => (
            <PersonChip key={name} person={{ name, colour: null }} chosen onToggle={() => setOthers(others.filter((each) => each !== name))} />
          ))}
          {other === null ? (
            <Chip chosen={false} onToggle={() => setOther('')}>
              {t('proposals.decide.someoneElse')}
            </Chip>
          ) : (
            <Field
              label={t('proposals.decide.otherName')}
              hideLabel
              voice="people"
              autoFocus
              placeholder={t('proposals.decide.otherName')}
              maxLength={60}
              value={other}
              onChange={(event) => setOther(event.target.value)}
              onBlur={addOther}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                addOther()
              }}
            />
          )}
        </Group>
        {circles.length > 0 && (
          <Group label={t('proposals.decide.circle')}>
            {circles.map(({ id, name }) => (
              <Chip key={id} voice="people" chosen={circle === id} onToggle={() => setCircle(circle === id ? null : id)}>
                {name}
              </Chip>
            ))}
          </Group>
        )}
        <Group label={t('proposals.decide.owner')}>
          {members
            .filter(({ id }) => people.includes(id) || id === owner)
            .map((person) => (
              <PersonChip
                key={person.id}
                person={person}
                words={person.isMe ? t('proposals.you') : undefined}
                chosen={owner === person.id}
                onToggle={() => setOwner(owner === person.id ? null : person.id)}
              />
            ))}
        </Group>
        <Group label={t('proposals.decide.lookAgain')}>
          {WEEKS.map((weeks) => {
            const day = dayAfter(now, weeks * 7)
            return (
              <Chip key={weeks} chosen={lookAgain === day} onToggle={() => setLookAgain(day)}>
                {dayText(day, now)}
              </Chip>
            )
          })}
          <span className={styles.date}>
            <Field
              label={t('proposals.decide.anotherDay')}
              hideLabel
              type="date"
              value={lookAgain}
              min={dayAfter(now, 0)}
              onChange={(event) => event.target.value !== '' && setLookAgain(event.target.value)}
            />
          </span>
        </Group>
        <button type="button" className={styles.urgent} aria-expanded={isUrgent} onClick={() => setUrgent(!isUrgent)}>
          <Icon name="hadToAct" size={22} />
          <span>
            <strong>{t('proposals.decide.hadToAct')}</strong>
            <span>{t('proposals.decide.hadToActLine')}</span>
          </span>
          <Icon name={isUrgent ? 'caretUp' : 'caretDown'} size={16} weight="bold" />
        </button>
        {isUrgent && (
          <TextArea
            label={t('proposals.decide.couldNotWait')}
            rows={2}
            maxLength={4000}
            error={wrong.why}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
        )}
      </div>
      <div className={styles.foot}>
        {wrong.all && (
          <p className={styles.wrong} role="alert">
            {wrong.all}
          </p>
        )}
        <Button kind="main" type="submit" busy={busy} className={styles.write}>
          {t('proposals.decide.do')}
        </Button>
        <p className={styles.signed}>{t(isOffline ? 'proposals.decide.signedOffline' : 'proposals.decide.signed')}</p>
      </div>
    </form>
  )
}

const Group = ({ label, error, children }: { label: string; error?: string | undefined; children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{label}</legend>
    <div className={styles.chips}>{children}</div>
    {error && (
      <p className={styles.wrong} role="alert">
        {error}
      </p>
    )}
  </fieldset>
)
