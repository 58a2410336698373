import { type FormEvent, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field, TextArea } from '../../design/controls/Field'
import { Kbd } from '../../design/controls/Kbd'
import { Avatar } from '../../design/people/Avatar'
import { formatAgo } from '../../words/formats'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import type { HunkView } from '../review/choices'
import { Choices } from './Choices'
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
            <strong>
              <bdi>{bringer.name}</bdi>
            </strong>
            {lineage.forWhom !== null && <span>{t('copies.review.forWhom', { who: lineage.forWhom })}</span>}
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
          <Choices view={current} acting={acting} who={who} device={session.device} />
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
        {session.mayDecide && <Say key={current.hunk.id} drafts={draftsOf(session)} of={current.hunk.id} onSay={(words) => session.say(current.hunk, words)} />}
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

/** Words that were begun about a change and not said yet: going to another change and back loses none. */
const begun = new WeakMap<object, Map<string, string>>()
function draftsOf(session: object): Map<string, string> {
  const drafts = begun.get(session) ?? new Map<string, string>()
  begun.set(session, drafts)
  return drafts
}

function Say({ drafts, of, onSay }: { drafts: Map<string, string>; of: string; onSay: (words: string) => void }) {
  const [words, setState] = useState(drafts.get(of) ?? '')
  const setWords = (next: string) => {
    drafts.set(of, next)
    setState(next)
  }
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
