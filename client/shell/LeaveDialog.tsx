import { useState } from 'react'
import { Button } from '../design/controls/Button'
import { Switch } from '../design/controls/Switch'
import { Dialog } from '../design/layers/Dialog'
import { t } from '../words/words'
import { leave, losses } from '../workspace/leaving'
import { useStore } from '../workspace/useStore'
import { carryUnsent, saveBackup } from './files'
import styles from './LeaveDialog.module.css'
import { useShell } from './useShell'

/** Leaving on this device: what is lost is said, a file is offered first, and unsent words are not lost by one click. */
export function LeaveDialog({ onGo }: { onGo: (route: string) => void }) {
  const { workspace, session, show } = useShell()
  const name = useStore(workspace.name)
  useStore(workspace.status)
  const lost = losses(session, workspace.id)
  const needsWord = lost.unsent > 0 || lost.isAlone
  const [agreed, setAgreed] = useState(false)
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    show(null)
    onGo('/')
    await leave(session, workspace.id)
  }
  return (
    <Dialog
      open
      onClose={() => show(null)}
      title={t('workspace.leave.title', { name })}
      description={t('workspace.leave.line', { count: lost.documents })}
      actionsAt="start"
      plain
      actions={
        <>
          {lost.unsent > 0 && (
            <Button icon="takeOut" onClick={() => void carryUnsent(workspace)}>
              {t('workspace.leave.carryFirst')}
            </Button>
          )}
          {lost.isAlone && (
            <Button icon="takeOut" onClick={() => void saveBackup(workspace)}>
              {t('workspace.leave.backupFirst')}
            </Button>
          )}
          <Button
            kind="leave"
            busy={busy}
            {...(needsWord && !agreed
              ? { disabledReason: lost.unsent > 0 ? t('workspace.leave.unsent', { count: lost.unsent }) : t('workspace.leave.alone') }
              : {})}
            onClick={() => void go()}
          >
            {t('workspace.leave.do')}
          </Button>
          <Button kind="quiet" onClick={() => show(null)}>
            {t('workspace.leave.not')}
          </Button>
        </>
      }
    >
      {needsWord && (
        <div className={styles.lost}>
          {lost.unsent > 0 && <p>{t('workspace.leave.unsent', { count: lost.unsent })}</p>}
          {lost.isAlone && <p>{t('workspace.leave.alone')}</p>}
          <Switch
            label={t(lost.unsent > 0 && !lost.isAlone ? 'workspace.leave.confirmUnsent' : 'workspace.leave.confirmAlone')}
            on={agreed}
            onChange={setAgreed}
          />
        </div>
      )}
    </Dialog>
  )
}
