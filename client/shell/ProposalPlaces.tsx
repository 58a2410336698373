import '../words/later/proposals'
import { useEffect } from 'react'
import { Button } from '../design/controls/Button'
import { IconButton } from '../design/controls/IconButton'
import { Segments } from '../design/controls/Segments'
import { EmptyState } from '../design/page/EmptyState'
import { ScreenHeading } from '../design/page/SectionHeading'
import { Crumbs, TopBar, TopBarTitle } from '../design/page/TopBar'
import { AvatarRow } from '../design/people/AvatarRow'
import { usePhone } from '../design/useMedia'
import { AllDecisions } from '../proposals/screen/AllDecisions'
import { OneProposal } from '../proposals/screen/OneProposal'
import { ProposalList } from '../proposals/screen/ProposalList'
import { WriteDown } from '../proposals/screen/WriteDown'
import { t } from '../words/words'
import { fileName, saveFile } from '../workspace/saveFile'
import { useStore } from '../workspace/useStore'
import { titleWords, whoIsIn } from '../workspace/who'
import styles from './DocumentScreen.module.css'
import { Page } from './Page'
import { StatusButton } from './StatusPopover'
import { useOnline } from './useOnline'
import { useShell } from './useShell'

type Place =
  | { readonly place: 'proposals'; readonly copy: string | null }
  | { readonly place: 'proposal'; readonly id: string }
  | { readonly place: 'decisions'; readonly id: string | null }
  | { readonly place: 'decide' }

/** Proposals, one of them, the log of decisions, and the page on which one is written down: each in its frame. */
export function ProposalPlaces({ route, onGo }: { route: Place; onGo: (route: string) => void }) {
  const { workspace } = useShell()
  const isPhone = usePhone()
  const isOnline = useOnline()
  const { relay } = useStore(workspace.status)
  const stored = useStore(workspace.stored)
  const isOffline = !isOnline || relay === 'offline'
  useEffect(() => {
    const words = route.place === 'decide' ? t('proposals.writeDown') : t(route.place === 'decisions' ? 'proposals.decisions' : 'proposals.title')
    if (route.place !== 'proposal') document.title = `${words} · ${stored.name}`
  }, [route.place, stored.name])
  if (route.place === 'proposal') return <ProposalPlace key={route.id} id={route.id} isOffline={isOffline} onGo={onGo} />
  if (route.place === 'decide')
    return (
      <Page phoneTitle={t('proposals.writeDown')}>
        {!isPhone && <ScreenHeading {...(isOffline ? { detail: t('proposals.decide.line') } : {})}>{t('proposals.writeDown')}</ScreenHeading>}
        <WriteDown isOffline={isOffline} onGo={onGo} />
      </Page>
    )
  const view = isPhone && (
    <div className={styles.segments}>
      <Segments
        label={t('proposals.view.label')}
        value={route.place}
        onChange={(place) => onGo(`/${place}`)}
        options={[
          { value: 'proposals', words: t('proposals.title') },
          { value: 'decisions', words: t('proposals.decisions') },
        ]}
      />
    </div>
  )
  if (route.place === 'proposals')
    return (
      <Page>
        {view}
        <ProposalList key={route.copy} copy={route.copy} onGo={onGo} />
      </Page>
    )
  return (
    <Page full>
      {view}
      <AllDecisions
        key={route.id}
        first={route.id}
        onGo={onGo}
        onFile={(text, name, as) => saveFile(new TextEncoder().encode(text), fileName(name, as), as === 'csv' ? 'text/csv' : 'text/markdown')}
      />
    </Page>
  )
}

function ProposalPlace({ id, isOffline, onGo }: { id: string; isOffline: boolean; onGo: (route: string) => void }) {
  const { workspace, show } = useShell()
  const isPhone = usePhone()
  const listing = useStore(workspace.documents).find((found) => found.id === id)
  const stored = useStore(workspace.stored)
  const here = whoIsIn(useStore(workspace.here), id)
  const title = titleWords(listing?.title ?? '')
  useEffect(() => {
    document.title = `${title} · ${stored.name}`
  }, [title, stored.name])
  const avatars = here.length > 0 && <AvatarRow people={here} size={isPhone ? 30 : 28} max={isPhone ? 2 : 4} label={t('home.inIt')} />
  const bar = (
    <div data-region="top" tabIndex={-1} className={styles.bar}>
      <TopBar
        start={
          isPhone ? (
            <>
              <IconButton name="back" label={t('design.back')} onClick={() => onGo('/proposals')} />
              <TopBarTitle below={<StatusButton short />}>{title}</TopBarTitle>
            </>
          ) : (
            <Crumbs href="#/proposals" place={t('shell.proposals')}>
              {title}
            </Crumbs>
          )
        }
        end={
          <>
            {!isPhone && <StatusButton />}
            {avatars}
          </>
        }
      />
    </div>
  )
  return (
    <OneProposal
      id={id}
      bar={bar}
      isOffline={isOffline}
      onRefused={(words) => show({ kind: 'message', title: t('proposals.refused.title'), words })}
      nothing={
        <Page>
          <EmptyState figure="mark" title={t('proposals.gone')} actions={<Button onClick={() => onGo('/proposals')}>{t('shell.proposals')}</Button>}>
            {t('proposals.goneLine')}
          </EmptyState>
        </Page>
      }
    />
  )
}
