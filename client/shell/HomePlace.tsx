import { useCallback } from 'react'
import { usePhone } from '../design/useMedia'
import { HomeScreen } from '../home/HomeScreen'
import { formatRelativeDay } from '../words/formats'
import { wordsStatus } from '../workspace/status'
import { useStore } from '../workspace/useStore'
import { newDocument } from './newDocument'
import { Page } from './Page'
import { useImport } from './useImport'
import { useLastExchange } from './useLastExchange'
import { useOnline } from './useOnline'
import { useShell } from './useShell'

/** Home in its frame. */
export function HomePlace({ onGo }: { onGo: (route: string) => void }) {
  const { workspace, booted, show } = useShell()
  const status = useStore(workspace.status)
  const settings = useStore(booted.shelf.settings)
  const exchange = useLastExchange()
  const isOnline = useOnline()
  const isPhone = usePhone()
  const onFile = useImport(onGo)
  const onNew = useCallback(() => newDocument(workspace, onGo), [workspace, onGo])
  return (
    <Page bare onFile={workspace.mayWrite ? onFile : undefined} onNew={isPhone && workspace.mayWrite ? () => void onNew() : undefined}>
      <HomeScreen
        status={wordsStatus(status)}
        lastExchange={exchange && { name: exchange.name, when: formatRelativeDay(exchange.at) }}
        fetching={status.fetching}
        isOnline={isOnline}
        isShown={settings.shown}
        onInvite={() => show({ kind: 'invite' })}
        onNew={() => void onNew()}
        onTemplate={() => show({ kind: 'templates' })}
        onFile={onFile}
        onAddDevice={() => onGo('/devices')}
        onGo={onGo}
      />
    </Page>
  )
}
