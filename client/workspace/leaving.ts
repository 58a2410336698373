import type { Session } from './session'

/** Leaving a workspace on this device. What would be lost is told before; whoever calls `leave` has asked. */
export interface LeavingLosses {
  readonly documents: number
  /** Changes that no relay has. */
  readonly unsent: number
  /** No other device of anybody is known to have it. */
  readonly isAlone: boolean
}

export function losses(session: Session, workspaceId: string): LeavingLosses {
  const open = session.open.get()
  if (!open || open.id !== workspaceId) return { documents: 0, unsent: 0, isAlone: false }
  const members = open.people.get().members
  const others = members.filter(({ isMe }) => !isMe).length + (open.people.get().me?.devices.length ?? 1) - 1
  return {
    documents: open.documents.get().length,
    // Without a relay nothing was ever meant to be sent: that is told by `isAlone`.
    unsent: open.status.get().relay === 'none' ? 0 : open.status.get().unsent,
    isAlone: others === 0 && open.stored.get().joining === null && !open.stored.get().example,
  }
}

/** Rows and capabilities of it go from this device. */
export async function leave(session: Session, workspaceId: string): Promise<void> {
  const { ground, open } = session
  const { shelf, log } = ground
  const stored = shelf.workspaces.get().find(({ id }) => id === workspaceId)
  if (!stored) return
  const documents = await shelf.documents(workspaceId)
  if (open.get()?.id === workspaceId) session.hide()
  await shelf.remove(workspaceId)
  await ground.follow()
  for (const doc of [stored.doc, ...documents.map(({ doc }) => doc)]) await log.drop(doc)
  for (const prefix of [`seen/${workspaceId}`, `invitation/${workspaceId}/`]) for (const name of await shelf.keys.names(prefix)) await shelf.keys.remove(name)
}
