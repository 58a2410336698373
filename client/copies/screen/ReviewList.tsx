import { useEffect, useRef } from 'react'
import { Chip } from '../../design/controls/Chip'
import { Avatar } from '../../design/people/Avatar'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { tidied, titleWords } from '../copyWords'
import { type HunkView, matches, type ReviewFilter, tickOf } from '../review/choices'
import styles from './ReviewList.module.css'

export interface ReviewListProps {
  readonly views: readonly HunkView[]
  readonly filter: ReviewFilter
  readonly onFilter: (filter: ReviewFilter) => void
  readonly current: string | null
  readonly onGo: (id: string) => void
  /** Device of whoever brought them, hex. */
  readonly by: string | null
}

const WORDS: Readonly<Record<ReviewFilter, 'copies.review.all' | 'copies.review.undecided' | 'copies.review.filterBoth' | 'copies.review.filterAgain'>> = {
  all: 'copies.review.all',
  undecided: 'copies.review.undecided',
  both: 'copies.review.filterBoth',
  again: 'copies.review.filterAgain',
}

/** All changes by section, each with what became of it. */
export function ReviewList({ views, filter, onFilter, current, onGo, by }: ReviewListProps) {
  const workspace = useWorkspace()
  const member = useStore(workspace.people).ofDevice(by ?? '')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-row="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const count = (of: ReviewFilter) => views.filter((view) => matches(view, of)).length
  const filters = (Object.keys(WORDS) as ReviewFilter[]).filter((of) => of === 'all' || of === filter || count(of) > 0)
  const sections = sectionsOf(views.filter((view) => matches(view, filter)))
  return (
    <div ref={list} className={styles.list}>
      <div className={styles.filters}>
        {filters.map((of) => (
          <Chip key={of} chosen={of === filter} count={count(of)} onToggle={() => onFilter(of)}>
            {t(WORDS[of])}
          </Chip>
        ))}
      </div>
      {sections.length === 0 && <p className={styles.section}>{t('copies.review.noMatch')}</p>}
      {sections.map(({ section, views }) => (
        <section key={views[0]?.hunk.id}>
          <h2 className={styles.section} dir="auto">
            {section ?? t('copies.review.top')}
          </h2>
          <ol>
            {views.map((view) => {
              const tick = tickOf(view)
              return (
                <li key={view.hunk.id}>
                  <button
                    type="button"
                    className={styles.row}
                    data-row={view.hunk.id}
                    data-decided={view.decision !== null}
                    aria-current={view.hunk.id === current ? 'true' : undefined}
                    onClick={() => onGo(view.hunk.id)}
                  >
                    <span className={styles.sign} data-tick={tick}>
                      {(tick === 'taken' || tick === 'mixed') && <Icon name="check" size={16} weight="bold" />}
                      {tick === 'left' && <Icon name="close" size={16} weight="bold" />}
                    </span>
                    <span className={styles.words}>
                      {view.hunk.status === 'conflict' && view.decision === null
                        ? `${t('copies.review.both')}: ${tidied(view.hunk.title.excerpt)}`
                        : titleWords(view.hunk)}
                    </span>
                    {member && <Avatar person={member} size={20} />}
                  </button>
                </li>
              )
            })}
          </ol>
        </section>
      ))}
    </div>
  )
}

function sectionsOf(views: readonly HunkView[]): { section: string | null; views: HunkView[] }[] {
  const sections: { section: string | null; views: HunkView[] }[] = []
  for (const view of views) {
    const last = sections.at(-1)
    if (last && last.section === view.hunk.title.section) last.views.push(view)
    else sections.push({ section: view.hunk.title.section, views: [view] })
  }
  return sections
}
