import '../../words/later/proposals'
import { lazy, Suspense, useState } from 'react'
import { useToast } from '../../design/layers/Toast'
import { t } from '../../words/words'
import { endOf } from '../../workspace/days'
import { useWorkspace } from '../../workspace/useWorkspace'
import { lookAgain, tick } from '../facts/acts'
import { csvHeadings, DecisionLog, factsOf } from './DecisionsScreen'
import { csvOf, type DecisionView, markdownOf, type Review } from './log'
import { refusalOf } from './refusals'
import { useRoom } from './useRoom'

const ReviewDialog = lazy(() => import('./ReviewDialog').then(({ ReviewDialog }) => ({ default: ReviewDialog })))

export interface AllDecisionsProps {
  readonly first: string | null
  readonly onGo: (route: string) => void
  /** Gives a file to the browser. */
  readonly onFile: (text: string, name: string, as: 'csv' | 'md') => void
}

/** The log of decisions, with what can be done about them. */
export function AllDecisions({ first, onGo, onFile }: AllDecisionsProps) {
  const workspace = useWorkspace()
  const room = useRoom()
  const toast = useToast()
  const [reviewing, setReviewing] = useState<{ readonly decision: DecisionView; readonly review: Review } | null>(null)
  const { maySpeak } = workspace
  const takeOut = (as: 'csv' | 'markdown') => {
    const decisions = [...room.decisions].sort((a, b) => b.at - a.at)
    const review = ({ review: said }: DecisionView) => (said === null ? '' : t(`proposals.review.${said}`))
    const outcome = (decision: DecisionView) => t(`proposals.outcome.${decision.outcome}`)
    if (as === 'csv') onFile(csvOf(decisions, { headings: csvHeadings(), outcome, review }), t('proposals.decisions'), 'csv')
    else onFile(markdownOf(decisions, { title: t('proposals.decisions'), facts: factsOf }), t('proposals.decisions'), 'md')
  }
  return (
    <>
      <DecisionLog
        decisions={room.decisions}
        now={room.now}
        first={first}
        onTakeOut={takeOut}
        onWriteDown={maySpeak ? () => onGo('/decide') : null}
        onReview={maySpeak ? (decision, review) => setReviewing({ decision, review }) : null}
        onTask={
          maySpeak
            ? (decision, index, isDone) =>
                void tick(workspace, decision.id, index, isDone).then((result) => {
                  const refused = refusalOf(result)
                  if (refused !== null) toast({ text: refused })
                })
            : null
        }
      />
      <Suspense fallback={null}>
        {reviewing && (
          <ReviewDialog
            {...reviewing}
            now={room.now}
            onSay={async (happened, day) =>
              refusalOf(await lookAgain(workspace, reviewing.decision.id, { review: reviewing.review, happened, again: day === null ? null : endOf(day) }))
            }
            onClose={() => setReviewing(null)}
          />
        )}
      </Suspense>
    </>
  )
}
