/** [D8] What a group has adopted, put into the main text: everything of the offer that only the copy changed. What both changed is left for people. */
import { ok, type Result, refuse } from '../../../shared/result'
import type { RecordId } from '../../crypto/record'
import { openHistory } from '../../history/openHistory'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import type { Lineage } from '../lineage'
import { fitting } from './choices'
import { offersOf } from './offer'
import { openReview, type PutInRefusal, type ReviewNow, type ReviewRefusal, type ReviewSession } from './openReview'

export type AdoptRefusal =
  | ReviewRefusal
  | PutInRefusal
  /** What the copy offers now is not what the round was about. */
  | 'offered anew'
  /** Without the edit rung. */
  | 'may not'

export interface Adopted {
  readonly taken: number
  /** Changes that wait for people: both sides changed the place, or somebody would leave it. */
  readonly left: number
}

type Open = Extract<ReviewNow, { kind: 'open' }>
type Refused = Extract<ReviewNow, { kind: 'refused' }>

/** What is still to be looked at of a review. */
export const openChanges = ({ views }: Pick<Open, 'views'>) => views.filter(({ hunk }) => hunk.status !== 'same')

/** The offer that stands now of a copy, as a round begins on it; null: none, or it has not come to this device. */
export async function offerNow(workspace: OpenWorkspace, { main, copy }: { readonly main: string; readonly copy: string }): Promise<RecordId | null> {
  const history = await openHistory(workspace, main)
  if (!history.ok) return null
  try {
    const offer = offersOf(await history.value.list()).get(copy)
    return offer && !offer.withdrawn ? offer.record : null
  } finally {
    history.value.close()
  }
}

/** @param offer the one that was decided on; names: what the versions before and after are called */
export async function adoptOffer(
  workspace: OpenWorkspace,
  lineage: Lineage,
  { offer, names }: { readonly offer: string | null; readonly names: { readonly before: string; readonly after: string } },
): Promise<Result<Adopted, AdoptRefusal>> {
  const session = openReview(workspace, lineage, 'push')
  try {
    const now = await opened(session)
    if (now.kind === 'refused') return refuse(now.reason)
    if (now.offer?.record !== offer) return refuse('offered anew')
    if (!session.mayDecide) return refuse('may not')
    // Another who adopts at the same time chooses the same: it is written once [F7].
    for (const hunk of fitting(openChanges(now))) session.choose(hunk, 'theirs')
    const after = session.now.get()
    const left = after.kind === 'open' ? openChanges(after).filter(({ decision }) => decision?.answer !== 'theirs').length : 0
    const decided = after.kind === 'open' ? openChanges(after).filter(({ decision }) => decision !== null).length : 0
    if (decided === 0) return ok({ taken: 0, left })
    const put = await session.putIn(names)
    return put.ok ? ok({ taken: put.value.taken, left: left + put.value.unplaced.length }) : put
  } finally {
    session.close()
  }
}

function opened(session: ReviewSession): Promise<Open | Refused> {
  return new Promise((resolve) => {
    const look = () => {
      const now = session.now.get()
      if (now.kind === 'opening') return
      end()
      resolve(now)
    }
    const end = session.now.subscribe(look)
    look()
  })
}
