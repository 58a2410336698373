import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import { documentSchema } from '../../documents/schema/schema'
import { textClass } from '../../documents/screen/textStyles'
import type { ReviewNode } from '../../merge/reviewText'
import type { HunkView } from '../review/choices'
import type { OpenReview } from '../review/openReview'
import { ChangeBar } from './ChangeBar'
import { drawn } from './drawn'
import styles from './ReviewText.module.css'
import { Sides } from './Sides'
import { isWhole } from './sides'
import type { Acting } from './useActing'

export interface ReviewTextProps {
  readonly review: OpenReview
  readonly current: HunkView | null
  readonly acting: Acting
  readonly who: string | null
  readonly onSay: (() => void) | null
  readonly onGo: (id: string) => void
}

/** The text as it is now with all changes in it; the one that is looked at stands in a frame with what can be done. */
export function ReviewText({ review, current, acting, who, onGo }: ReviewTextProps) {
  const { views } = review
  const { blocks } = review.opened
  const paper = useRef<HTMLDivElement>(null)
  const known = new Set(views.map(({ hunk }) => hunk.id))
  const id = current?.hunk.id ?? null
  const place = blocks.findIndex(({ hunks }) => id !== null && hunks.includes(id))
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes to the change that is looked at, whenever that is another
  useEffect(() => {
    const frame = paper.current?.querySelector('[data-frame]')
    // A list or a table may be longer than what one sees: then the change itself.
    const isLong = frame && frame.clientHeight > window.innerHeight / 2 && current?.hunk.status !== 'conflict'
    const place = (isLong && frame.querySelector('[data-active]')) || frame
    place?.scrollIntoView({ block: current?.hunk.status === 'conflict' && frame && frame.clientHeight > window.innerHeight / 2 ? 'start' : 'center' })
  }, [id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press on a mark is a shortcut; list and ticks lead there by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <div
      ref={paper}
      className={styles.paper}
      onClick={({ target }) => {
        const hunk = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-hunk]')?.dataset.hunk : undefined
        if (hunk && hunk !== id && known.has(hunk)) onGo(hunk)
      }}
    >
      {blocks.map((block, index) => {
        if (index !== place || !current) return <Drawn key={block.key} nodes={block.nodes} active={null} />
        const isBoth = current.hunk.status === 'conflict'
        return (
          <section key={block.key} className={styles.frame} data-frame data-both={isBoth}>
            {isBoth && <Sides view={current} who={who} review={review} />}
            {!(isBoth && isWhole(block, current.hunk.id)) && (
              <div className={isBoth ? styles.context : styles.inside}>
                <Drawn nodes={block.nodes} active={current.hunk.id} />
              </div>
            )}
            <ChangeBar view={current} acting={acting} who={who} />
          </section>
        )
      })}
    </div>
  )
}

/** Blocks of the text, drawn once as plain elements. */
export const Drawn = memo(function Drawn({ nodes, active }: { nodes: readonly ReviewNode[]; active: string | null }) {
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current: element } = host
    if (!element) return
    element.replaceChildren(drawn(nodes, documentSchema()))
    for (const box of element.querySelectorAll('input')) box.disabled = true
    for (const mark of element.querySelectorAll<HTMLElement>('[data-hunk]')) mark.toggleAttribute('data-active', mark.dataset.hunk === active)
  }, [nodes, active])
  return <div ref={host} className={`${textClass} ${styles.drawn}`} contentEditable={false} />
})
