import { lazy, Suspense, useEffect, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { loadPanelsSoon } from '../design/layers/panels'
import { Loading } from '../design/page/Loading'
import { Unfetched } from '../design/page/Unfetched'
import { usePhone } from '../design/useMedia'
import { whenFetched } from '../design/whenFetched'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { Session } from '../workspace/session'
import { useStore } from '../workspace/useStore'
import { SessionContext, WorkspaceContext } from '../workspace/useWorkspace'
import { Banners } from './Banners'
import { type Booted, warm, whenIdle } from './boot'
import { Dialogs } from './Dialogs'
import { ErrorBoundary } from './ErrorBoundary'
import { Ear } from './ear/Ear'
import { useEar } from './ear/useEar'
import styles from './Inside.module.css'
import { toText } from './keys/regions'
import { useKeys } from './keys/useKeys'
import { useLanding } from './keys/useLanding'
import { PhoneBar } from './PhoneBar'
import { useEarlyKeys } from './palette/useEarlyKeys'
import { Rail } from './Rail'
import { isInDocument, routeOf } from './routes'
import { Screens } from './Screens'
import { useArrival } from './useArrival'
import { useKeepAsking } from './useKeepAsking'
import { useKeepPage } from './useKeepPage'
import { ShellContext, useShellState } from './useShell'
import { useWaitingSources } from './useWaitingSources'

const PairScreen = lazy(() => whenFetched(() => import('./PairScreen')).then(({ PairScreen }) => ({ default: PairScreen })))
const findPalette = () => whenFetched(() => import('./palette/FindPalette')).then(({ FindPalette }) => ({ default: FindPalette }))
const Palette = lazy(findPalette)

/** The frame around everything inside: opens the workspace that the device shows, or that the route names. */
export function Inside({ session, booted, onInvitation }: { session: Session; booted: Booted; onInvitation: (fragment: string) => void }) {
  const current = useStore(booted.shelf.current)
  const open = useStore(session.open)
  const [path, go] = useHashLocation()
  const [failed, setFailed] = useState<unknown>(null)
  const route = routeOf(path)
  const wanted = route.place === 'workspace' ? route.id : current

  useEffect(() => {
    if (wanted === null) return
    session.show(wanted).then(
      () => {
        if (routeOf(window.location.hash.slice(1)).place === 'workspace') go('/', { replace: true })
      },
      (cause: unknown) => (route.place === 'workspace' ? go('/', { replace: true }) : setFailed(cause)),
    )
  }, [session, wanted, route.place, go])

  if (failed !== null) throw failed
  if (open === null || open.id !== wanted) return null
  return (
    <SessionContext value={session}>
      <WorkspaceContext value={open}>
        <Frame key={`${open.id} ${open.capability.rung}`} workspace={open} session={session} booted={booted} onInvitation={onInvitation} />
      </WorkspaceContext>
    </SessionContext>
  )
}

function Frame({
  workspace,
  session,
  booted,
  onInvitation,
}: {
  workspace: OpenWorkspace
  session: Session
  booted: Booted
  onInvitation: (fragment: string) => void
}) {
  const [path, go] = useHashLocation()
  const route = routeOf(path)
  const isPhone = usePhone()
  const shell = useShellState(workspace, session, booted, onInvitation)
  const settings = useStore(booted.shelf.settings)
  const stored = useStore(workspace.stored)
  const [isPairDismissed, setPairDismissed] = useState(false)
  const isDocument = isInDocument(route)
  const isFolded = isDocument || settings.railFolded

  useWaitingSources(workspace)
  const ear = useEar(workspace)
  useKeys(shell, go, ear.sayChanges)
  useLanding(path)
  useEarlyKeys(shell.isFinding, () => shell.find(false))
  useArrival(workspace, go, shell.isFinding || shell.layer !== null)
  useKeepAsking(workspace)
  useKeepPage()
  useEffect(() => {
    // The editor, while one looks at the list: opening a document then waits for nothing. The palette too, a little later.
    whenIdle(() => {
      warm()
      whenIdle(() => void findPalette().catch(() => undefined))
    })
  }, [])
  useEffect(loadPanelsSoon, [])
  useEffect(() => {
    document.documentElement.toggleAttribute('data-screen-reader', settings.screenReader)
  }, [settings.screenReader])
  useEffect(() => {
    document.title = stored.name === '' ? 'Leaderful' : `${stored.name} · Leaderful`
  }, [stored.name])

  if (stored.isPairing && !isPairDismissed)
    return (
      <Suspense fallback={null}>
        <PairScreen onGo={() => setPairDismissed(true)} />
      </Suspense>
    )
  return (
    <ShellContext value={shell}>
      <div className={styles.frame} data-folded={isFolded} data-phone={isPhone}>
        {/* biome-ignore lint/a11y/useValidAnchor: hash routes own the address; the link moves the focus itself */}
        <a
          className={styles.skip}
          href="#main"
          onClick={(event) => {
            event.preventDefault()
            toText()
          }}
        >
          {t('shell.skip')}
        </a>
        {!isPhone && <Rail isFolded={isFolded} />}
        <div className={styles.column}>
          {!isDocument && <Banners />}
          <ErrorBoundary resetKey={path}>
            <Suspense
              fallback={
                <main id="main" className={styles.loading}>
                  <Unfetched>
                    <Loading />
                  </Unfetched>
                </main>
              }
            >
              <Screens route={route} onGo={go} />
            </Suspense>
          </ErrorBoundary>
        </div>
        {isPhone && !isDocument && <PhoneBar place={route.place} />}
      </div>
      <Ear workspace={workspace} voice={ear.voice} />
      <Suspense fallback={null}>{shell.isFinding && <Palette onGo={go} sayChanges={ear.sayChanges} />}</Suspense>
      <Dialogs onGo={go} />
    </ShellContext>
  )
}
