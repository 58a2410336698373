import { useEffect, useState } from 'react'
import { Button } from '../design/controls/Button'
import { Banner } from '../design/page/Banner'
import { t } from '../words/words'
import { isHardRefusal, reasonWords, refusalHelp } from '../workspace/status'
import { useStore } from '../workspace/useStore'
import { carryUnsent, saveBackup } from './files'
import { appUpdate } from './serviceWorker'
import { useShell } from './useShell'

/** Trouble is said once, in place, with what to do; one banner at a time, the gravest first. Nothing covers the text. */
export function Banners() {
  const { workspace, session, show } = useShell()
  const status = useStore(workspace.status)
  const stored = useStore(workspace.stored)
  const hasUpdate = useStore(appUpdate().isWaiting)
  const [isLater, setLater] = useState(false)
  const now = useSeconds(status.refusal === 'slow down')

  if (status.saved === 'not saved') {
    const { health } = status
    const reason = health.on === 'memory' ? health.reason : 'full'
    const title = reason === 'full' ? t('sync.full.title') : reason === 'failing' ? t('sync.failing.title') : t('sync.absent.title')
    return (
      <Banner
        tone="brick"
        urgent
        title={title}
        action={
          <Button small icon="takeOut" onClick={() => void saveBackup(workspace)}>
            {t('shell.banner.saveCopy')}
          </Button>
        }
      >
        {t('sync.full.help')}
      </Banner>
    )
  }
  if (status.relay === 'refused' && status.refusal !== null && isHardRefusal(status.refusal)) {
    return (
      <Banner
        tone="brick"
        title={t('sync.refused.title', { reason: reasonWords(status.refusal) ?? '' })}
        action={
          <>
            {workspace.mayWrite && (
              <Button small onClick={() => show({ kind: 'relays' })}>
                {t('shell.banner.addRelay')}
              </Button>
            )}
            <Button small icon="takeOut" onClick={() => void carryUnsent(workspace)}>
              {t('shell.banner.carry')}
            </Button>
          </>
        }
      >
        {`${t('sync.refused.safe', { count: status.unsent })} ${refusalHelp(status.refusal, status.retryAt, now)}`}
      </Banner>
    )
  }
  if (status.relay === 'refused' && status.refusal === 'slow down' && status.unsent > 0) {
    return (
      <Banner
        title={refusalHelp('slow down', status.retryAt, now)}
        action={
          <Button small kind="quiet" onClick={() => session.replica.tryNow()}>
            {t('design.panel.tryNow')}
          </Button>
        }
      />
    )
  }
  if (status.differs || status.missing) return <Banner title={t(status.differs ? 'sync.differs' : 'sync.missing')} />
  if (hasUpdate && !isLater)
    return (
      <Banner
        icon="update"
        title={t('shell.banner.update')}
        action={
          <>
            <Button small onClick={() => appUpdate().take()}>
              {t('shell.banner.updateDo')}
            </Button>
            <Button small kind="quiet" onClick={() => setLater(true)}>
              {t('shell.banner.later')}
            </Button>
          </>
        }
      >
        {t('shell.banner.updateLine')}
      </Banner>
    )
  if (stored.example && stored.relays.length === 0)
    return (
      <Banner
        icon="example"
        title={t('home.exampleBar')}
        action={
          <Button small onClick={() => show({ kind: 'leave' })}>
            {t('home.exampleLeave')}
          </Button>
        }
      />
    )
  return null
}

/** The time, anew each second while somebody waits for it. */
function useSeconds(isOn: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isOn) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isOn])
  return now
}
