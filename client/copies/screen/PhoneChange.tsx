import { Button } from '../../design/controls/Button'
import { Avatar } from '../../design/people/Avatar'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import type { HunkView } from '../review/choices'
import { Choices } from './Choices'
import styles from './PhoneChange.module.css'
import type { ChangesProps } from './ReviewScreen'
import { Drawn } from './ReviewText'
import { Sides } from './Sides'
import { isMany, isWhole } from './sides'
import type { Acting } from './useActing'

export interface PhoneChangeProps extends ChangesProps {
  readonly current: HunkView | undefined
  readonly acting: Acting
  readonly onSay: () => void
  readonly onPut: () => void
  readonly putReason: string | undefined
}

/** On a phone one card per change, with what can be done within reach of a thumb. */
export function PhoneChange({ review, session, direction, who, current, acting, onSay, onPut, putReason }: PhoneChangeProps) {
  const people = useStore(useWorkspace().people)
  if (!current) return null
  const { hunk } = current
  const block = review.opened.blocks.find(({ hunks }) => hunks.includes(hunk.id))
  const at = review.views.indexOf(current) + 1
  const isBoth = hunk.status === 'conflict'
  const isDone = review.views.every(({ decision }) => decision !== null)
  const { section } = hunk.title
  const words = review.said.filter((said) => said.hunk === hunk.id)
  const bringer = people.ofDevice(review.offer?.by ?? '')
  const note = current.again ? 'copies.review.again' : current.differ ? 'copies.review.differ' : hunk.touching ? 'copies.review.touching' : null
  return (
    <>
      <main id="main" className={styles.card} tabIndex={-1} data-region="main" aria-label={t('copies.review.text')}>
        <p className={styles.quiet}>
          {section === null ? t('copies.review.number', { at, total: review.views.length }) : t('copies.review.numberIn', { at, section })}
        </p>
        {note && <p className={styles.note}>{t(note)}</p>}
        {isBoth && <Sides view={current} who={who} review={review} />}
        {block && !(isBoth && (isWhole(block, hunk.id) || isMany(block))) && (
          <div className={isBoth ? styles.context : undefined}>
            <Drawn nodes={block.nodes} active={hunk.id} />
          </div>
        )}
        {direction === 'push' && bringer && review.offer && (
          <section className={styles.why}>
            <h2 className={styles.whose}>
              <Avatar person={bringer} size={28} />
              <span>{review.offer.why === '' ? t('copies.review.broughtBy', { name: bringer.name }) : t('copies.review.whyOf', { name: bringer.name })}</span>
            </h2>
            {review.offer.why !== '' && <p dir="auto">{review.offer.why}</p>}
          </section>
        )}
        <Choices view={current} acting={acting} who={who} device={session.device} />
        {words.map(({ device, at, words }) => {
          const member = people.ofDevice(device)
          return (
            <p key={`${device} ${at}`} className={styles.said}>
              {member && <Avatar person={member} size={24} />}
              <bdi className={styles.quiet}>{member?.name ?? t('workspace.somebody')}</bdi>
              <span className={styles.words} dir="auto">
                {words}
              </span>
            </p>
          )
        })}
      </main>
      <footer className={styles.acts}>
        {acting.mayDecide && isBoth && (
          <>
            <Button aria-pressed={acting.mine === 'ours'} className={acting.mine === 'ours' ? styles.chosen : undefined} onClick={() => acting.choose('ours')}>
              {t('copies.review.now')}
            </Button>
            <Button
              aria-pressed={acting.mine === 'theirs'}
              className={acting.mine === 'theirs' ? styles.chosen : undefined}
              onClick={() => acting.choose('theirs')}
            >
              {who === null ? t('copies.review.theirsMain') : t('copies.review.theirs', { who })}
            </Button>
          </>
        )}
        {acting.mayDecide && !isBoth && (
          <>
            <Button
              aria-pressed={acting.mine === 'theirs'}
              className={acting.mine === 'theirs' ? styles.chosen : undefined}
              onClick={() => acting.choose('theirs')}
            >
              {t('copies.review.take')}
            </Button>
            <Button aria-pressed={acting.mine === 'ours'} className={acting.mine === 'ours' ? styles.chosen : undefined} onClick={() => acting.choose('ours')}>
              {t('copies.review.leave')}
            </Button>
          </>
        )}
        {acting.mayDecide && isBoth && hunk.answers.includes('both') && (
          <Button aria-pressed={acting.mine === 'both'} className={acting.mine === 'both' ? styles.chosen : undefined} onClick={() => acting.choose('both')}>
            {t('copies.review.bothAnswer')}
          </Button>
        )}
        {acting.mayDecide && <Button onClick={acting.mix}>{t('copies.review.mix')}</Button>}
        {isDone ? (
          <Button kind="main" disabledReason={putReason} onClick={onPut}>
            {t('copies.review.putDo')}
          </Button>
        ) : (
          <Button kind="quiet" onClick={onSay}>
            {t('copies.review.sayShort')}
          </Button>
        )}
      </footer>
    </>
  )
}
