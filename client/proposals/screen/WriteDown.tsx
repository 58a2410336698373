import '../../words/later/proposals'
import { useToast } from '../../design/layers/Toast'
import { t } from '../../words/words'
import { endOf } from '../../workspace/days'
import { useWorkspace } from '../../workspace/useWorkspace'
import { writeDown } from '../facts/acts'
import { DecideForm } from './DecideForm'
import { refusalOf } from './refusals'
import { useRoom } from './useRoom'

/** A decision that was taken in a room. */
export function WriteDown({ isOffline, onGo }: { isOffline: boolean; onGo: (route: string) => void }) {
  const workspace = useWorkspace()
  const room = useRoom()
  const toast = useToast()
  return (
    <DecideForm
      members={room.members}
      circles={room.circles}
      now={room.now}
      isOffline={isOffline}
      onWrite={async ({ sentence, people, others, circle, owner, lookAgain, couldNotWait }) => {
        const name = room.circles.find(({ id }) => id === circle)?.name ?? ''
        const made = await writeDown(workspace, {
          ...{ sentence, people, others, circle: name, owner, again: endOf(lookAgain) },
          couldNotWait: couldNotWait ?? '',
        })
        if (!made.ok) return refusalOf(made)
        toast({ text: t('proposals.decide.done') })
        onGo(`/decisions/${made.value}`)
        return null
      }}
    />
  )
}
