import { useMemo } from 'react'
import { Avatar } from '../../design/people/Avatar'
import { Pill } from '../../design/signs/Pill'
import { documentSchema } from '../../documents/schema/schema'
import { formatDate, formatList } from '../../words/formats'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import type { HunkView } from '../review/choices'
import type { OpenReview } from '../review/openReview'
import { Drawn } from './ReviewText'
import styles from './Sides.module.css'
import { isEmptySide, sideOf } from './sides'

/** Changed in both: what it was, then the two texts beside each other, both in the same dress. */
export function Sides({ view, who, review }: { view: HunkView; who: string | null; review: OpenReview }) {
  const people = useStore(useWorkspace().people)
  const { offer, opened } = review
  const writers = [...new Set((opened.writers[view.hunk.id] ?? []).map((device) => people.ofDevice(device)))].filter((member) => member !== null)
  const bringer = offer && people.ofDevice(offer.by)
  const { hunk } = view
  const sides = useMemo(() => ({ ours: sideOf(hunk, 'ours', documentSchema()), theirs: sideOf(hunk, 'theirs', documentSchema()) }), [hunk])
  return (
    <div className={styles.both}>
      <div className={styles.was}>
        <Pill tone="turn">{t('copies.review.both')}</Pill>
        <span className={styles.before}>{hunk.before === '' ? t('copies.review.wasNothing') : t('copies.review.was', { words: hunk.before })}</span>
      </div>
      <div className={styles.sides}>
        <section className={styles.side}>
          <h3 className={styles.name}>
            {writers[0] && <Avatar person={writers[0]} size={20} />}
            <span>{t('copies.review.now')}</span>
            {writers.length > 0 && <span className={styles.when}>{formatList(writers.map(({ name }) => name))}</span>}
          </h3>
          {isEmptySide(hunk, 'ours') ? <p className={styles.gone}>{t('copies.review.nowGone')}</p> : <Drawn nodes={sides.ours} active={null} />}
        </section>
        <section className={styles.side}>
          <h3 className={styles.name}>
            {bringer && <Avatar person={bringer} size={20} />}
            <span>{who === null ? t('copies.review.theirsMain') : t('copies.review.theirs', { who })}</span>
            {offer && (
              <span className={styles.when}>
                {bringer ? t('copies.review.sideBy', { name: bringer.name, date: formatDate(offer.at) }) : formatDate(offer.at)}
              </span>
            )}
          </h3>
          {isEmptySide(hunk, 'theirs') ? <p className={styles.gone}>{t('copies.review.theirsGone')}</p> : <Drawn nodes={sides.theirs} active={null} />}
        </section>
      </div>
    </div>
  )
}
