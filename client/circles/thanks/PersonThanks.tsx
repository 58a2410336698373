import '../../words/later/turns'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { List, ListRow } from '../../design/page/ListRow'
import { SectionHeading } from '../../design/page/SectionHeading'
import { t } from '../../words/words'
import type { Member } from '../../workspace/people'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { nameInside } from '../../workspace/who'
import { NAME_LENGTH } from '../chart/chart'
import { factsIn } from '../facts/factsRoom'
import { useSaid } from '../facts/useSaid'
import styles from './PersonThanks.module.css'
import { shownOf, type Thanks, thanksOf } from './thanks'
import { acknowledge, answerThanks } from './thanksActs'

/** [R5] What people go to somebody for: shown to all once that person said yes, and before only to the two who are in it. Nothing is counted. */
export function PersonThanks({ member }: { member: Member }) {
  const workspace = useWorkspace()
  const all = thanksOf(useStore(factsIn(workspace)))
  const { me, byId } = useStore(workspace.people)
  const [isAsking, setAsking] = useState(false)
  const said = useSaid()
  const about = all.filter(({ to }) => to === member.id)
  const shown = shownOf(all, member.id)
  const asked = about.filter(({ by, state }) => state === 'asked' && (member.isMe || by === me?.id))
  const maySpeak = workspace.maySpeak && me !== null
  const mayAsk = maySpeak && !member.isMe
  if (shown.length === 0 && asked.length === 0 && !mayAsk) return null
  const answer = (thanks: Thanks, yes: boolean) => void said(answerThanks(workspace, thanks.id, yes))
  /** The same words may have been said by several. */
  const takeOff = (what: string) => {
    for (const one of about) if (one.what === what && one.state === 'accepted') answer(one, false)
  }
  return (
    <section className={styles.thanks}>
      <SectionHeading>{member.isMe ? t('turns.thanks.mine') : t('turns.thanks.title', { name: member.name })}</SectionHeading>
      {(shown.length > 0 || asked.length > 0) && (
        <List>
          {shown.map((one) => (
            <ListRow
              key={one.id}
              title={one.what}
              detail={member.isMe ? t('turns.thanks.youSaidYes') : t('turns.thanks.saidYes', { name: member.name })}
              end={
                member.isMe &&
                maySpeak && (
                  <Button small kind="quiet" onClick={() => takeOff(one.what)}>
                    {t('turns.thanks.takeOff')}
                  </Button>
                )
              }
            />
          ))}
          {asked.map((one) => (
            <ListRow
              key={one.id}
              title={one.what}
              detail={member.isMe ? t('turns.thanks.asks', { name: nameInside(byId.get(one.by) ?? null) }) : t('turns.thanks.waits', { name: member.name })}
              end={
                member.isMe &&
                maySpeak && (
                  <>
                    <Button small onClick={() => answer(one, true)}>
                      {t('turns.thanks.show')}
                    </Button>
                    <Button small kind="quiet" onClick={() => answer(one, false)}>
                      {t('turns.thanks.no')}
                    </Button>
                  </>
                )
              }
            />
          ))}
        </List>
      )}
      {mayAsk && (
        <Button small className={styles.say} onClick={() => setAsking(true)}>
          {t('turns.thanks.say', { name: member.name })}
        </Button>
      )}
      {isAsking && (
        <ThanksDialog
          name={member.name}
          onDone={(what) => void said(acknowledge(workspace, member, what)).then((isKept) => isKept && setAsking(false))}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

function ThanksDialog({ name, onDone, onClose }: { name: string; onDone: (what: string) => void; onClose: () => void }) {
  const [what, setWhat] = useState('')
  const [isTried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (what.trim() !== '') onDone(what)
  }
  return (
    <Dialog open onClose={onClose} width="plain" title={t('turns.thanks.dialog', { name })} description={t('turns.thanks.line', { name })} focusFirst={field}>
      <form className={styles.form} onSubmit={submit}>
        <Field
          ref={field}
          label={t('turns.thanks.for')}
          hint={t('turns.thanks.hint')}
          error={isTried && what.trim() === '' ? t('turns.thanks.missing') : null}
          voice="people"
          value={what}
          maxLength={NAME_LENGTH}
          onChange={(event) => setWhat(event.target.value)}
        />
        <div className={styles.actions}>
          <Button kind="main" type="submit">
            {t('turns.thanks.ask', { name })}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('turns.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
