import { useMemo } from 'react'
import { Pill } from '../../design/signs/Pill'
import { documentSchema } from '../../documents/schema/schema'
import { t } from '../../words/words'
import type { HunkView } from '../review/choices'
import { Drawn } from './ReviewText'
import styles from './Sides.module.css'
import { isEmptySide, sideOf } from './sides'

/** Changed in both: what it was, then the two texts beside each other, both in the same dress. */
export function Sides({ view, who }: { view: HunkView; who: string | null }) {
  const { hunk } = view
  const sides = useMemo(() => ({ ours: sideOf(hunk, 'ours', documentSchema()), theirs: sideOf(hunk, 'theirs', documentSchema()) }), [hunk])
  return (
    <div className={styles.both}>
      <div className={styles.was}>
        <Pill tone="turn">{t('copies.review.both')}</Pill>
        <span className={styles.before} dir="auto">
          {hunk.before === '' ? t('copies.review.wasNothing') : t('copies.review.was', { words: hunk.before })}
        </span>
      </div>
      <div className={styles.sides}>
        <section className={styles.side}>
          <h3 className={styles.name}>{t('copies.review.now')}</h3>
          {isEmptySide(hunk, 'ours') ? <p className={styles.gone}>{t('copies.review.nowGone')}</p> : <Drawn nodes={sides.ours} active={null} />}
        </section>
        <section className={styles.side}>
          <h3 className={styles.name} dir="auto">
            {who === null ? t('copies.review.theirsMain') : t('copies.review.theirs', { who })}
          </h3>
          {isEmptySide(hunk, 'theirs') ? <p className={styles.gone}>{t('copies.review.theirsGone')}</p> : <Drawn nodes={sides.theirs} active={null} />}
        </section>
      </div>
    </div>
  )
}
