import { useEffect, useRef } from 'react'
import type { TextDecision } from '../../merge/textMerge'
import { useWorkspace } from '../../workspace/useWorkspace'
import { type HunkView, nextOpen } from '../review/choices'
import type { ReviewSession } from '../review/openReview'

/** What can be done with the change that is looked at, by button or by letter. */
export interface Acting {
  readonly mayDecide: boolean
  /** What I chose, if it still holds. */
  readonly mine: TextDecision['answer'] | null
  /** Chooses, and goes on to the next that waits. */
  choose(answer: TextDecision['answer'], stay?: boolean): void
  takeBack(): void
  /** Mine stands, though others would do something else. */
  settle(): void
  reason(words: string): void
  mix(): void
  next(): void
  previous(): void
}

export function actingOn(of: {
  session: ReviewSession
  views: readonly HunkView[]
  current: HunkView | undefined
  go: (id: string) => void
  mix: () => void
}): Acting & { readonly isBoth: boolean } {
  const { session, views, current, go, mix } = of
  const at = current ? views.indexOf(current) : -1
  const step = (by: number) => {
    const next = views[(at + by + views.length) % views.length]
    if (next) go(next.hunk.id)
  }
  const mine = (current && session.mine(current)?.answer) ?? null
  return {
    mayDecide: session.mayDecide,
    isBoth: current?.hunk.status === 'conflict',
    mine,
    choose(answer, stay = false) {
      if (!current || !session.mayDecide) return
      session.choose(current.hunk, answer)
      const next = stay ? null : nextOpen(views, current.hunk.id)
      go(next ?? current.hunk.id)
    },
    takeBack: () => current && session.takeBack(current.hunk),
    settle: () => current && session.settle(current),
    reason: (words) => current && session.choose(current.hunk, mine ?? 'ours', words),
    mix: () => current && session.mayDecide && mix(),
    next: () => step(1),
    previous: () => step(-1),
  }
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** J K next and previous, A take, R leave, E mix; changed in both: 1 as it is now, 2 the other, 3 mix. Only where nobody is writing, and not if letters are switched off. */
export function useReviewKeys(acting: Acting & { readonly isBoth: boolean }, isUnder: boolean): void {
  const workspace = useWorkspace()
  const latest = useRef({ acting, isUnder })
  latest.current = { acting, isUnder }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { acting, isUnder } = latest.current
      if (isUnder || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      if (!workspace.ground.shelf.settings.get().letterKeys) return
      const act = actOf(event.key.toLowerCase(), acting)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [workspace])
}

function actOf(key: string, acting: Acting & { readonly isBoth: boolean }): (() => void) | null {
  if (key === 'j') return acting.next
  if (key === 'k') return acting.previous
  if (key === 'e' || (key === '3' && acting.isBoth)) return acting.mix
  if (key === 'r' || (key === '1' && acting.isBoth)) return () => acting.choose('ours', !acting.isBoth)
  if (key === 'a' ? !acting.isBoth : key === '2' && acting.isBoth) return () => acting.choose('theirs')
  return null
}
