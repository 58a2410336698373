/** [D8] What a group has adopted, put into the main text: everything of the offer that only the copy changed. What both changed is left for people. */
import { ok, type Result, refuse } from '../../../shared/result'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import type { Lineage } from '../lineage'
import { fitting } from './choices'
import { openReview, type PutInRefusal, type ReviewNow, type ReviewRefusal, type ReviewSession } from './openReview'

export type AdoptRefusal =
  | ReviewRefusal
  | PutInRefusal
  /** The copy was brought back once more after the round began: that is not what was decided. */
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

/** @param began when the round began whose words were decided, ms; names: what the versions before and after are called */
export async function adoptOffer(
  workspace: OpenWorkspace,
  lineage: Lineage,
  { began, names }: { readonly began: number; readonly names: { readonly before: string; readonly after: string } },
): Promise<Result<Adopted, AdoptRefusal>> {
  const session = openReview(workspace, lineage, 'push', (device) => workspace.people.get().ofDevice(device)?.id ?? device)
  try {
    const now = await opened(session)
    if (now.kind === 'refused') return refuse(now.reason)
    if (now.offer && now.offer.at > began) return refuse('offered anew')
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
