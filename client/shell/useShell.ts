import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { Session } from '../workspace/session'
import type { Booted } from './boot'

/** Layers that lie over the frame: at most one at a time. */
export type Layer =
  | { readonly kind: 'invite' }
  | { readonly kind: 'templates' }
  | { readonly kind: 'rename'; readonly id: string; readonly title: string }
  | { readonly kind: 'copy'; readonly id: string; readonly title: string; readonly content?: ProseMirrorJson }
  | { readonly kind: 'delete'; readonly id: string; readonly title: string }
  | { readonly kind: 'drop'; readonly id: string; readonly title: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'relays' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'message'; readonly title: string; readonly words: string }

export interface Shell {
  readonly workspace: OpenWorkspace
  readonly session: Session
  readonly booted: Booted
  readonly layer: Layer | null
  show(layer: Layer | null): void
  readonly isFinding: boolean
  find(open: boolean): void
  openInvitation(fragment: string): void
}

export const ShellContext = createContext<Shell | null>(null)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (!shell) throw new Error('useShell needs the frame above it')
  return shell
}

export function useShellState(workspace: OpenWorkspace, session: Session, booted: Booted, openInvitation: (fragment: string) => void): Shell {
  const [layer, show] = useState<Layer | null>(null)
  const [isFinding, find] = useState(false)
  // A layer belongs to the place that it was opened at.
  useEffect(() => {
    const close = () => find(false)
    window.addEventListener('hashchange', close)
    return () => window.removeEventListener('hashchange', close)
  }, [])
  return useMemo(
    () => ({ workspace, session, booted, layer, show, isFinding, find, openInvitation }),
    [workspace, session, booted, layer, isFinding, openInvitation],
  )
}
