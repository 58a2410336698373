import '../../words/later/turns'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { SectionHeading } from '../../design/page/SectionHeading'
import { t } from '../../words/words'
import type { Member } from '../../workspace/people'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { NAME_LENGTH, TEXT_LENGTH } from '../chart/chart'
import { factsIn, say } from '../facts/factsRoom'
import { useSaid } from '../facts/useSaid'
import { ABOUT_ME, ABOUT_SUBJECT, type AboutMe, aboutMeBody, aboutOf, NOTHING_SAID } from './aboutMe'
import styles from './PersonAbout.module.css'

const FIELDS = ['livesIn', 'speaks', 'needs', 'offers'] as const
const wordFor = (field: (typeof FIELDS)[number]): string => t(`turns.about.${field}`)

/** What somebody says of themselves: nobody says it for another. */
export function PersonAbout({ member }: { member: Member }) {
  const workspace = useWorkspace()
  const about = aboutOf(useStore(factsIn(workspace))).get(member.id) ?? NOTHING_SAID
  const kept = useSaid()
  const [isWriting, setWriting] = useState(false)
  const said = FIELDS.filter((field) => about[field] !== '')
  const mayWrite = member.isMe && workspace.maySpeak
  if (said.length === 0 && about.hand === '' && !mayWrite) return null
  return (
    <section className={styles.about}>
      {about.hand !== '' && (
        <div className={styles.hand}>
          <SectionHeading>{t('turns.about.hand')}</SectionHeading>
          <p className={styles.words} dir="auto">
            {about.hand}
          </p>
        </div>
      )}
      <SectionHeading>{member.isMe ? t('turns.about.mine') : t('turns.about.title', { name: member.name })}</SectionHeading>
      <dl className={styles.facts}>
        {said.map((field) => (
          <div key={field} className={styles.fact}>
            <dt className={styles.quiet}>{wordFor(field)}</dt>
            <dd className={styles.words} dir="auto">
              {about[field]}
            </dd>
          </div>
        ))}
      </dl>
      {mayWrite && (
        <Button small icon="edit" onClick={() => setWriting(true)}>
          {t(said.length === 0 && about.hand === '' ? 'turns.about.write' : 'turns.about.change')}
        </Button>
      )}
      {isWriting && (
        <AboutDialog
          about={about}
          onDone={(words) => void kept(say(workspace, ABOUT_ME, ABOUT_SUBJECT, aboutMeBody(words))).then((isKept) => isKept && setWriting(false))}
          onClose={() => setWriting(false)}
        />
      )}
    </section>
  )
}

function AboutDialog({ about, onDone, onClose }: { about: AboutMe; onDone: (words: AboutMe) => void; onClose: () => void }) {
  const [words, setWords] = useState(about)
  const first = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onDone(words)
  }
  return (
    <Dialog open onClose={onClose} title={t('turns.about.mine')} description={t('turns.about.line')} focusFirst={first}>
      <form className={styles.form} onSubmit={submit}>
        {FIELDS.map((field, at) => (
          <Field
            key={field}
            ref={at === 0 ? first : undefined}
            label={wordFor(field)}
            voice="people"
            value={words[field]}
            maxLength={NAME_LENGTH}
            onChange={(event) => setWords({ ...words, [field]: event.target.value })}
          />
        ))}
        <TextArea
          label={t('turns.about.hand')}
          hint={t('turns.about.handHint')}
          rows={2}
          value={words.hand}
          maxLength={TEXT_LENGTH}
          onChange={(event) => setWords({ ...words, hand: event.target.value })}
        />
        <div className={styles.actions}>
          <Button kind="main" type="submit">
            {t('turns.about.do')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('turns.notNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
