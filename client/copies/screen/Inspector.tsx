import { type FormEvent, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field, TextArea } from '../../design/controls/Field'
import { Kbd } from '../../design/controls/Kbd'
import { Avatar } from '../../design/people/Avatar'
import { formatAgo } from '../../words/formats'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { chosenWords } from '../copyWords'
import type { HunkView, PersonsChoice } from '../review/choices'
import styles from './Inspector.module.css'
import type { ChangesProps } from './ReviewScreen'
import type { Acting } from './useActing'

export interface InspectorProps extends ChangesProps {
  readonly current: HunkView
  readonly acting: Acting
  readonly withKeys?: boolean
}

/** Beside a change: who brings it and why, what each would do, what was said. */
export function Inspector({ review, session, lineage, direction, who, current, acting, withKeys = false }: InspectorProps) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const { views, said, offer } = review
  const at = views.indexOf(current) + 1
  const bringer = people.ofDevice(offer?.by ?? lineage.by)
  const why = direction === 'push' ? (offer?.why ?? lineage.why) : ''
  const words = said.filter(({ hunk }) => hunk === current.hunk.id)
  return (
    <div className={styles.inspector}>
      <p className={styles.quiet}>{t('copies.review.number', { at, total: views.length })}</p>
      {direction === 'push' && bringer && (
        <div className={styles.person}>
          <Avatar person={bringer} size={32} />
          <p className={styles.names}>
            <strong dir="auto">{bringer.name}</strong>
            {lineage.forWhom !== null && <span dir="auto">{t('copies.review.forWhom', { who: lineage.forWhom })}</span>}
          </p>
        </div>
      )}
      {why !== '' && (
        <p className={styles.why} dir="auto">
          {why}
        </p>
      )}
      {current.choices.length > 0 && (
        <section className={styles.part}>
          <h2 className={styles.quiet}>{t('copies.review.chosen')}</h2>
          <ul className={styles.choices}>
            {current.choices.map((choice) => (
              <Chosen key={choice.person} choice={choice} view={current} acting={acting} who={who} device={session.device} />
            ))}
          </ul>
          <Settling view={current} acting={acting} />
        </section>
      )}
      {acting.mine === 'ours' && <Reason key={`${current.hunk.id} why`} said={session.mine(current)?.reason ?? ''} acting={acting} />}
      <section className={styles.part}>
        {words.map(({ device, at, words }) => {
          const member = people.ofDevice(device)
          return (
            <div key={`${device} ${at}`} className={styles.said}>
              {member && <Avatar person={member} size={24} />}
              <p className={styles.sayer}>
                <strong dir="auto">{member?.name ?? t('workspace.somebody')}</strong> <span>{formatAgo(at)}</span>
              </p>
              <p className={styles.words} dir="auto">
                {words}
              </p>
            </div>
          )
        })}
        {session.mayDecide && <Say key={current.hunk.id} onSay={(words) => session.say(current.hunk, words)} />}
      </section>
      {withKeys && (
        <p className={styles.keys}>
          <span>
            <Kbd keys="J" /> <Kbd keys="K" /> {t('copies.review.nextShort')}
          </span>
          <span>
            <Kbd keys="A" /> {t('copies.review.takeShort')}
          </span>
          <span>
            <Kbd keys="R" /> {t('copies.review.leaveShort')}
          </span>
          <span>
            <Kbd keys="E" /> {t('copies.review.mixShort')}
          </span>
        </p>
      )}
    </div>
  )
}

/** Where people differ there is a way on, though one of them may not come back: whoever has seen all answers may let theirs stand. */
export function Settling({ view, acting }: { view: HunkView; acting: Acting }) {
  const people = useStore(useWorkspace().people)
  const { settledBy, differ } = view
  if (settledBy) {
    const by = people.ofDevice(settledBy.device)
    return (
      <p className={styles.quiet} dir="auto">
        {by?.isMe ? t('copies.review.youSettled') : t('copies.review.settled', { name: by?.name ?? t('workspace.somebody') })}
      </p>
    )
  }
  if (!differ || !acting.mayDecide) return null
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{t(acting.mine === null ? 'copies.review.settleFirst' : 'copies.review.settleLine')}</p>
      {acting.mine !== null && (
        <Button small onClick={acting.settle}>
          {t('copies.review.settle')}
        </Button>
      )}
    </div>
  )
}

function Chosen({ choice, view, acting, who, device }: { choice: PersonsChoice; view: HunkView; acting: Acting; who: string | null; device: string }) {
  const people = useStore(useWorkspace().people)
  const member = people.ofDevice(choice.device)
  const isMine = choice.device === device || (member?.isMe ?? false)
  return (
    <li className={styles.choice}>
      {member && <Avatar person={member} size={24} />}
      <div className={styles.chosen}>
        <span dir="auto">{chosenWords(choice.answer, view.hunk, isMine, member?.name ?? t('workspace.somebody'), who)}</span>
        {choice.reason !== '' && (
          <span className={styles.reason} dir="auto">
            {choice.reason}
          </span>
        )}
      </div>
      {acting.mayDecide &&
        (isMine ? (
          <Button small kind="quiet" onClick={acting.takeBack}>
            {t('copies.review.undo')}
          </Button>
        ) : (
          view.decision === null && (
            <Button small onClick={() => acting.choose(choice.answer)}>
              {t('copies.review.same')}
            </Button>
          )
        ))}
    </li>
  )
}

function Reason({ said, acting }: { said: string; acting: Acting }) {
  const [reason, setReason] = useState(said)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    acting.reason(reason)
  }
  return (
    <form onSubmit={keep} className={styles.form}>
      <TextArea label={t('copies.review.whyLeave')} rows={2} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      <Button small type="submit">
        {t('copies.review.keepReason')}
      </Button>
    </form>
  )
}

function Say({ onSay }: { onSay: (words: string) => void }) {
  const [words, setWords] = useState('')
  const say = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() === '') return
    onSay(words)
    setWords('')
  }
  return (
    <form onSubmit={say} className={styles.form}>
      <Field
        quiet
        hideLabel
        label={t('copies.review.say')}
        placeholder={t('copies.review.sayShort')}
        voice="people"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() !== '' && (
        <Button small type="submit">
          {t('copies.review.saySend')}
        </Button>
      )}
    </form>
  )
}
