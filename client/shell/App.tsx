import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { ToastProvider } from '../design/layers/Toast'
import { EmptyState } from '../design/page/EmptyState'
import { applyTheme } from '../design/theme'
import { useLocale } from '../design/useLocale'
import { Welcome } from '../home/Welcome'
import { bestLocale, direction, setLocale, t } from '../words/words'
import type { Session } from '../workspace/session'
import { useStore } from '../workspace/useStore'
import { type Booted, boot, openSessionOnce, warm } from './boot'
import { markFresh } from './freshDocuments'
import { routeOf, toDocument } from './routes'
import { invitationIn, takeInvitation } from './takeInvitation'
import { useOnline } from './useOnline'

const Inside = lazy(() => import('./Inside').then(({ Inside }) => ({ default: Inside })))
const JoinFlow = lazy(() => import('./JoinFlow').then(({ JoinFlow }) => ({ default: JoinFlow })))

/** Opens the device, then one of: the welcome, an invitation, the inside of a workspace. */
export function App({ invitation }: { invitation: string | null }) {
  useLocale()
  const [booted, setBooted] = useState<Booted | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  useEffect(() => {
    boot().then(setBooted, setFailed)
  }, [])
  if (failed !== null)
    return (
      <EmptyState figure="mark" title={t('shell.error.device')}>
        {t('shell.error.deviceLine')}
      </EmptyState>
    )
  return booted === null ? null : <Opened booted={booted} invitation={invitation} />
}

function Opened({ booted, invitation: first }: { booted: Booted; invitation: string | null }) {
  const { shelf } = booted
  const settings = useStore(shelf.settings)
  const workspaces = useStore(shelf.workspaces)
  const current = useStore(shelf.current)
  const [path, go] = useHashLocation()
  const [invitation, setInvitation] = useInvitation(first)
  const [session, setSession] = useState<Session | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const isOnline = useOnline()
  const route = routeOf(path)
  const opening = useRef(false)

  useEffect(() => applyTheme(settings.theme), [settings.theme])
  useEffect(() => {
    document.documentElement.dataset.compact = String(settings.compact)
  }, [settings.compact])
  useEffect(() => {
    void setLocale(bestLocale(settings.language === null ? navigator.languages : [settings.language])).then(() => {
      document.documentElement.lang = settings.language ?? 'en'
      document.documentElement.dir = direction()
    })
  }, [settings.language])

  const open = useCallback(async () => {
    const opened = await openSessionOnce(booted)
    setSession(opened)
    return opened
  }, [booted])

  // Whoever has a workspace goes straight in; whoever has none sees the welcome before anything more is fetched.
  const hasAny = current !== null
  useEffect(() => {
    if (!hasAny || session !== null || opening.current) return
    opening.current = true
    open()
      .catch(setFailed)
      .finally(() => {
        opening.current = false
      })
  }, [hasAny, session, open])

  if (failed !== null) throw failed

  if (invitation !== null)
    return (
      <Suspense fallback={null}>
        <JoinFlow
          fragment={invitation}
          booted={booted}
          isOnline={isOnline}
          onOpenSession={open}
          onDone={() => {
            setInvitation(null)
            go('/')
          }}
          onAnother={() => {
            setInvitation(null)
            go('/new')
          }}
        />
      </Suspense>
    )

  if (!hasAny || route.place === 'new-workspace')
    return (
      <Welcome
        key={hasAny ? 'another' : 'first'}
        name={settings.name}
        {...(hasAny ? { begins: 'group' as const, onCancel: () => go('/') } : {})}
        onWarm={warm}
        onMake={async (myName, group) => {
          await shelf.set({ name: myName })
          const { documentId } = await (await open()).create({ name: group, myName })
          markFresh(documentId)
          go(toDocument(documentId))
        }}
        onInvitation={(pasted, myName) => {
          const fragment = invitationIn(pasted)
          if (fragment === null) return t('workspace.invitation.not')
          if (myName !== '') void shelf.set({ name: myName })
          setInvitation(fragment)
          return null
        }}
        onExample={async () => {
          const { openExample } = await import('../home/openExample')
          const documentId = await openExample(await open(), Date.now())
          go(toDocument(documentId))
        }}
        onFile={async (file) => {
          const { bringIn } = await import('../workspace/bringIn')
          const result = await bringIn(await open(), new Uint8Array(await file.arrayBuffer()))
          if (result.ok) go('/')
          return result.ok ? null : result.words
        }}
      />
    )

  const isFirst = workspaces.length === 0
  return (
    <ToastProvider>
      <Suspense fallback={null}>{session !== null && !isFirst && <Inside session={session} booted={booted} onInvitation={setInvitation} />}</Suspense>
    </ToastProvider>
  )
}

/** The invitation of the address, or one that is opened while the app is open: a link pasted into the address bar. */
function useInvitation(first: string | null): [string | null, (fragment: string | null) => void] {
  const [fragment, setFragment] = useState(first)
  useEffect(() => {
    const onHash = () => {
      const found = takeInvitation(window)
      if (found !== null) setFragment(found)
    }
    // Before the router: what it would see is no place of the app.
    window.addEventListener('hashchange', onHash, { capture: true })
    return () => window.removeEventListener('hashchange', onHash, { capture: true })
  }, [])
  return [fragment, setFragment]
}
