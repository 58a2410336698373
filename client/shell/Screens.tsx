import { lazy } from 'react'
import { Button } from '../design/controls/Button'
import { drawPart } from '../design/drawPart'
import { ScreenHeading } from '../design/page/SectionHeading'
import { whenFetched } from '../design/whenFetched'
import { t } from '../words/words'
import { useStore } from '../workspace/useStore'
import { Page } from './Page'
import { documentScreen } from './parts'
import type { Route } from './routes'
import { useShell } from './useShell'

const HomePlace = lazy(() => whenFetched(() => import('./HomePlace')).then(({ HomePlace }) => ({ default: HomePlace })))
const DocumentScreen = drawPart(documentScreen)
const VersionsPlace = lazy(() => whenFetched(() => import('./VersionsPlace')).then(({ VersionsPlace }) => ({ default: VersionsPlace })))
const AwayPlace = lazy(() => whenFetched(() => import('./AwayPlace')).then(({ AwayPlace }) => ({ default: AwayPlace })))
const DocumentsScreen = lazy(() => whenFetched(() => import('./DocumentsScreen')).then(({ DocumentsScreen }) => ({ default: DocumentsScreen })))
const ReviewScreen = lazy(() => whenFetched(() => import('../copies/screen/ReviewScreen')).then(({ ReviewScreen }) => ({ default: ReviewScreen })))
const CirclesScreen = lazy(() => whenFetched(() => import('../circles/screen/CirclesScreen')).then(({ CirclesScreen }) => ({ default: CirclesScreen })))
const ProposalPlaces = lazy(() => whenFetched(() => import('./ProposalPlaces')).then(({ ProposalPlaces }) => ({ default: ProposalPlaces })))
const PeopleScreen = lazy(() => whenFetched(() => import('./PeopleScreen')).then(({ PeopleScreen }) => ({ default: PeopleScreen })))
const DevicesScreen = lazy(() => whenFetched(() => import('./DevicesScreen')).then(({ DevicesScreen }) => ({ default: DevicesScreen })))
const SettingsScreen = lazy(() => whenFetched(() => import('./SettingsScreen')).then(({ SettingsScreen }) => ({ default: SettingsScreen })))

/** From a route to what one sees. */
export function Screens({ route, onGo }: { route: Route; onGo: (route: string) => void }) {
  switch (route.place) {
    case 'home':
    case 'workspace':
    case 'new-workspace':
    case 'open-invitation':
      return <HomePlace onGo={onGo} />
    case 'documents':
      return <DocumentsScreen isArchive={route.archived} onGo={onGo} />
    case 'document':
    case 'versions':
    case 'away':
      return <DocumentPlace id={route.id} place={route.place} onGo={onGo} />
    case 'review':
      return <ReviewScreen main={route.main} copy={route.copy} direction={route.direction} />
    case 'circles':
      return <CirclesScreen look={route.look} circle={route.circle} role={route.role} person={route.person} rota={route.rota} onGo={onGo} />
    case 'proposals':
    case 'proposal':
    case 'decisions':
    case 'decide':
      return <ProposalPlaces route={route} onGo={onGo} />
    case 'people':
      return <PeopleScreen />
    case 'devices':
      return <DevicesScreen />
    case 'settings':
      return <SettingsScreen onGo={onGo} />
    case 'unknown':
      return <Nothing title={t('shell.noSuchPlace')} line={t('shell.noSuchPlaceLine')} onGo={onGo} />
  }
}

function DocumentPlace({ id, place, onGo }: { id: string; place: 'document' | 'versions' | 'away'; onGo: (route: string) => void }) {
  const { workspace } = useShell()
  const listings = useStore(workspace.documents)
  const listing = listings.find((found) => found.id === id)
  if (!listing) {
    // A document of another workspace on this device: go there.
    return <Nothing title={t('shell.noSuchDocument')} line={t('shell.noSuchDocumentLine')} onGo={onGo} />
  }
  if (place === 'away') return <AwayPlace key={id} listing={listing} onGo={onGo} />
  if (place === 'versions') return <VersionsPlace key={id} listing={listing} onGo={onGo} />
  return <DocumentScreen key={id} listing={listing} />
}

function Nothing({ title, line, onGo }: { title: string; line: string; onGo: (route: string) => void }) {
  return (
    <Page>
      <ScreenHeading detail={line}>{title}</ScreenHeading>
      <Button onClick={() => onGo('/')}>{t('shell.toHome')}</Button>
    </Page>
  )
}
