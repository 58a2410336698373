import { createContext, useContext } from 'react'
import type { OpenWorkspace } from './openWorkspace'
import type { Session } from './session'

/** The session of this tab and the workspace that it shows; the shell gives them, every room uses them. */
export const SessionContext = createContext<Session | null>(null)
export const WorkspaceContext = createContext<OpenWorkspace | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs an open session above it')
  return session
}

export function useWorkspace(): OpenWorkspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace needs an open workspace above it')
  return workspace
}
