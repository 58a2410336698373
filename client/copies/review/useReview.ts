import { useEffect, useMemo, useState } from 'react'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import type { Lineage } from '../lineage'
import type { Direction } from './decided'
import { openReview, type ReviewNow, type ReviewSession } from './openReview'

const OPENING: ReviewNow = { kind: 'opening' }
const nothing = { get: () => OPENING, subscribe: () => () => {} }

/** A review for as long as its screen is there. */
export function useReview(lineage: Lineage, direction: Direction): { readonly session: ReviewSession | null; readonly now: ReviewNow } {
  const workspace = useWorkspace()
  const [session, setSession] = useState<ReviewSession | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a lineage is the same as long as its copy is
  useEffect(() => {
    const made = openReview(workspace, lineage, direction)
    setSession(made)
    return () => {
      setSession(null)
      made.close()
    }
  }, [workspace, lineage.id, direction])
  const store = useMemo(() => session?.now ?? nothing, [session])
  return { session, now: useStore(store) }
}
