import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { drawPart } from '../design/drawPart'
import { ToastProvider } from '../design/layers/Toast'
import { EmptyState } from '../design/page/EmptyState'
import { Unfetched } from '../design/page/Unfetched'
import { applyDensity, applyTheme } from '../design/theme'
import { useLocale } from '../design/useLocale'
import { whenFetched } from '../design/whenFetched'
import { Welcome } from '../home/Welcome'
import { writable } from '../sync/store'
import { t } from '../words/words'
import type { Session } from '../workspace/session'
import { FIRST_SETTINGS } from '../workspace/settings'
import { useStore } from '../workspace/useStore'
import { type Booted, bootOnce, hasBeenHere, openSessionOnce, rememberBeingHere, warm, whenIdle } from './boot'
import { markFresh } from './freshDocuments'
import { choose } from './language'
import { inside } from './parts'
import { routeOf, toDocument } from './routes'
import { isApart } from './standalone'
import { invitationIn, takeInvitation } from './takeInvitation'
import { useOnline } from './useOnline'

const Inside = drawPart(inside)
const JoinFlow = lazy(() => whenFetched(() => import('./JoinFlow')).then(({ JoinFlow }) => ({ default: JoinFlow })))

/** Before the device has been asked: nobody has set anything, and nothing is here. */
const NO_SETTINGS = writable(FIRST_SETTINGS)
const NOWHERE = writable<string | null>(null)

/** One of: the welcome, an invitation, the inside of a workspace. */
export function App({ invitation: first }: { invitation: string | null }) {
  useLocale()
  const [booted, setBooted] = useState<Booted | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [isNoDevice, setNoDevice] = useState(false)
  const [session, setSession] = useState<Session | null>(null)
  const [invitation, setInvitation] = useInvitation(first)
  const [isNew] = useState(() => !hasBeenHere())
  const [path, go] = useHashLocation()
  const opening = useRef(false)
  const isOnline = useOnline()
  const settings = useStore(booted?.shelf.settings ?? NO_SETTINGS)
  const current = useStore(booted?.shelf.current ?? NOWHERE)
  const route = routeOf(path)

  const boot = useCallback(async () => {
    const opened = await bootOnce()
    setBooted(opened)
    return opened
  }, [])
  const open = useCallback(async () => {
    const opened = await openSessionOnce(await boot())
    setSession(opened)
    return opened
  }, [boot])

  useEffect(() => {
    const start = () => void boot().catch(() => setNoDevice(true))
    if (isNew && first === null) whenIdle(start)
    else start()
  }, [boot, isNew, first])
  useEffect(() => {
    if (booted !== null) rememberBeingHere(current !== null)
  }, [booted, current])
  useEffect(() => {
    // While somebody reads who invites them, and writes their name: "Come in" then waits for nothing.
    if (invitation !== null && booted !== null) whenIdle(warm)
  }, [invitation, booted])
  useEffect(() => applyTheme(settings.theme), [settings.theme])
  useEffect(() => applyDensity(settings.compact), [settings.compact])
  useEffect(() => {
    // Before the device has answered, the language is the one that `main` began in.
    if (booted !== null) void choose(settings.language)
  }, [booted, settings.language])
  useEffect(() => {
    if (current === null || session !== null || opening.current) return
    opening.current = true
    open()
      .catch(setFailed)
      .finally(() => {
        opening.current = false
      })
  }, [current, session, open])

  if (failed !== null) throw failed
  if (isNoDevice)
    return (
      <EmptyState figure="mark" title={t('shell.error.device')}>
        {t('shell.error.deviceLine')}
      </EmptyState>
    )
  // Somebody who has been here is not greeted as if for the first time, not even for a moment.
  if (booted === null && (!isNew || invitation !== null)) return null

  if (invitation !== null && booted !== null) {
    const leave = (route: string) => {
      setInvitation(null)
      go(route)
    }
    return (
      <Suspense fallback={<Unfetched />}>
        <JoinFlow
          fragment={invitation}
          booted={booted}
          isOnline={isOnline}
          onOpenSession={open}
          onDone={() => leave('/')}
          onAnother={() => leave('/invitation')}
        />
      </Suspense>
    )
  }
  const begins = route.place === 'open-invitation' ? 'invitation' : current !== null && route.place === 'new-workspace' ? 'group' : null
  if (current === null || begins !== null) {
    return (
      <Welcome
        key={begins ?? 'name'}
        name={settings.name}
        {...(begins === null ? {} : { begins, onCancel: () => go('/') })}
        isApart={begins === null && isApart()}
        onWarm={warm}
        onMake={async (myName, group) => {
          const opened = await open()
          await opened.ground.shelf.set({ name: myName })
          const { documentId } = await opened.create({ name: group, myName })
          markFresh(documentId)
          go(toDocument(documentId))
        }}
        onInvitation={(pasted, myName) => {
          const fragment = invitationIn(pasted)
          if (fragment === null) return t('workspace.invitation.not')
          if (myName !== '') void boot().then(({ shelf }) => shelf.set({ name: myName }))
          setInvitation(fragment)
          return null
        }}
        onExample={async () => {
          const { openExample } = await whenFetched(() => import('../home/openExample'))
          go(toDocument(await openExample(await open(), Date.now())))
        }}
        onFile={async (file) => {
          const { bringIn } = await whenFetched(() => import('../workspace/bringIn'))
          const result = await bringIn(await open(), new Uint8Array(await file.arrayBuffer()))
          if (result.ok) go('/')
          return result.ok ? null : result.words
        }}
      />
    )
  }
  return (
    <ToastProvider>
      <Suspense fallback={<Unfetched />}>
        {session !== null && booted !== null && <Inside session={session} booted={booted} onInvitation={setInvitation} />}
      </Suspense>
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
