import { t } from '../../words/words'
import { titleWords } from '../copyWords'
import { type HunkView, tickOf } from '../review/choices'
import styles from './Ticks.module.css'

/** Above so many, one tick stands for a section. */
const MOST = 120

/** One tick per change, in the order of the text: taken solid, left hollow, undecided low, changed in both marigold, the current one ringed. */
export function Ticks({ views, current, onGo }: { views: readonly HunkView[]; current: string | null; onGo: (id: string) => void }) {
  const groups = views.length <= MOST ? views.map((view) => [view]) : bySection(views)
  return (
    <ol className={styles.ticks}>
      {groups.map((group) => {
        const [first] = group
        if (!first) return null
        const waiting = group.find(({ decision }) => decision === null) ?? first
        return (
          <li key={first.hunk.id}>
            <button
              type="button"
              className={styles.tick}
              data-tick={tickOf(waiting)}
              aria-current={group.some(({ hunk }) => hunk.id === current) ? 'step' : undefined}
              aria-label={group.length === 1 ? titleWords(first.hunk) : (first.hunk.title.section ?? t('copies.review.top'))}
              tabIndex={-1}
              onClick={() => onGo(waiting.hunk.id)}
            />
          </li>
        )
      })}
    </ol>
  )
}

function bySection(views: readonly HunkView[]): HunkView[][] {
  const groups: HunkView[][] = []
  for (const view of views) {
    const last = groups.at(-1)
    if (last?.[0]?.hunk.title.section === view.hunk.title.section) last?.push(view)
    else groups.push([view])
  }
  return groups
}
