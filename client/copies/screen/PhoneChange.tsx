import { Button } from '../../design/controls/Button'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { chosenWords } from '../copyWords'
import type { HunkView } from '../review/choices'
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
export function PhoneChange({ review, direction, who, current, acting, onSay, onPut, putReason }: PhoneChangeProps) {
  const people = useStore(useWorkspace().people)
  if (!current) return null
  const { hunk } = current
  const block = review.opened.blocks.find(({ hunks }) => hunks.includes(hunk.id))
  const at = review.views.indexOf(current) + 1
  const isBoth = hunk.status === 'conflict'
  const isDone = review.views.every(({ decision }) => decision !== null)
  const { section } = hunk.title
  const bringer = people.ofDevice(review.offer?.by ?? '')
  const note = current.again ? 'copies.review.again' : current.differ ? 'copies.review.differ' : hunk.touching ? 'copies.review.touching' : null
  return (
    <>
      <main id="main" className={styles.card} tabIndex={-1} data-region="main" aria-label={t('copies.review.text')}>
        <p className={styles.quiet} dir="auto">
          {section === null ? t('copies.review.number', { at, total: review.views.length }) : t('copies.review.numberIn', { at, section })}
        </p>
        {note && <p className={styles.note}>{t(note)}</p>}
        {isBoth && <Sides view={current} who={who} />}
        {block && !(isBoth && (isWhole(block, hunk.id) || isMany(block))) && (
          <div className={isBoth ? styles.context : undefined}>
            <Drawn nodes={block.nodes} active={hunk.id} />
          </div>
        )}
        {direction === 'push' && bringer && review.offer && review.offer.why !== '' && (
          <section className={styles.why}>
            <h2 className={styles.quiet} dir="auto">
              {t('copies.review.whyOf', { name: bringer.name })}
            </h2>
            <p dir="auto">{review.offer.why}</p>
          </section>
        )}
        {current.choices.map(({ device, answer, person }) => (
          <p key={person} className={styles.choice} dir="auto">
            {chosenWords(answer, hunk, people.ofDevice(device)?.isMe ?? false, people.ofDevice(device)?.name ?? t('workspace.somebody'), who)}
          </p>
        ))}
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
