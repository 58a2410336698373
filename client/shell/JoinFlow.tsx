import { useMemo } from 'react'
import { toHex } from '../../shared/bytes'
import { openInvitation } from '../home/invitationWords'
import { BrokenInvitation, Join } from '../home/Join'
import type { Session } from '../workspace/session'
import { useStore } from '../workspace/useStore'
import type { Booted } from './boot'
import { arriveAt } from './useArrival'

export interface JoinFlowProps {
  fragment: string
  booted: Booted
  isOnline: boolean
  onOpenSession: () => Promise<Session>
  onDone: () => void
  onAnother: () => void
}

/** An invitation: whole, then the question; broken, then why. Nothing is kept before "Come in". */
export function JoinFlow({ fragment, booted, isOnline, onOpenSession, onDone, onAnother }: JoinFlowProps) {
  const { shelf } = booted
  const settings = useStore(shelf.settings)
  const workspaces = useStore(shelf.workspaces)
  const opened = useMemo(() => openInvitation(fragment), [fragment])
  if (!opened.ok) return <BrokenInvitation words={opened.words} onAnother={onAnother} onStart={onDone} />
  const { invitation } = opened
  const room = toHex(invitation.room)
  return (
    <Join
      invitation={invitation}
      name={settings.name}
      isKnown={workspaces.some((workspace) => toHex(workspace.room) === room && workspace.rung === invitation.rung)}
      isOnline={isOnline}
      onJoin={async (myName) => {
        if (settings.name === '' && invitation.type !== 'own device') await shelf.set({ name: myName })
        const session = await onOpenSession()
        const { id } = await session.join(invitation, myName)
        arriveAt(id)
        onDone()
      }}
      onNotNow={onDone}
    />
  )
}
