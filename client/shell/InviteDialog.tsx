import { useEffect, useRef, useState } from 'react'
import { type Rung, reaches } from '../crypto/seed'
import { Button } from '../design/controls/Button'
import { Choices } from '../design/controls/Choices'
import { Field } from '../design/controls/Field'
import { Dialog } from '../design/layers/Dialog'
import { QrCode } from '../design/signs/QrCode'
import { t } from '../words/words'
import { type MadeInvitation, makeInvitation } from '../workspace/inviting'
import { useStore } from '../workspace/useStore'
import styles from './InviteDialog.module.css'
import { useCopy } from './useCopy'
import { useOnline } from './useOnline'
import { useShell } from './useShell'

const RUNGS: readonly Rung[] = ['edit', 'voice', 'read']

/** A QR code, what they may do, the link; and plainly: whoever has this link is in. */
export function InviteDialog() {
  const { workspace, show } = useShell()
  const name = useStore(workspace.name)
  const stored = useStore(workspace.stored)
  const isOnline = useOnline()
  const rungs = RUNGS.filter((rung) => reaches(workspace.capability, rung))
  const [rung, setRung] = useState<Rung>(rungs[0] ?? 'read')
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const wasHereOnly = useRef(stored.relays.length === 0)
  const copy = useCopy()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt makes it anew
  useEffect(() => {
    let isOver = false
    setError(null)
    makeInvitation(workspace, rung).then(
      (invitation) => !isOver && setMade(invitation),
      (cause: unknown) => !isOver && setError(t('workspace.invite.cannot', { reason: cause instanceof Error ? cause.message : '' })),
    )
    return () => {
      isOver = true
    }
  }, [workspace, rung, attempt])

  const link = made?.rung === rung ? made.link : ''
  const mayShare = typeof navigator.share === 'function' && link !== ''
  const share = async () => {
    try {
      await navigator.share({ title: name, text: t('workspace.invite.shareText', { inviter: stored.myName, name }), url: link })
    } catch {
      // Whoever closes the share sheet has changed their mind: nothing to say.
    }
  }
  return (
    <Dialog
      open
      onClose={() => show(null)}
      width="wide"
      title={t('workspace.invite.title', { name })}
      note={t('workspace.invite.whoever')}
      noteIcon="invitation"
    >
      <div className={styles.invite}>
        <div className={styles.code}>
          <div className={styles.frame} aria-busy={link === ''}>
            {link !== '' && <QrCode text={link} of={t('workspace.invite.qr')} size={236} />}
          </div>
          <p className={styles.scan}>{t('workspace.invite.scan')}</p>
        </div>
        <div className={styles.words}>
          <Choices
            label={t('workspace.invite.they')}
            value={rung}
            onChange={setRung}
            options={rungs.map((value) => ({ value, title: t(`workspace.invite.${value}`), detail: t(`workspace.invite.${value}Line`) }))}
          />
          <Field
            label={t('workspace.invite.link')}
            value={link.replace(/^https?:\/\//, '')}
            readOnly
            dir="ltr"
            onFocus={(event) => event.currentTarget.select()}
            hint={copy.state === 'copied' ? t('workspace.invite.copied') : t('workspace.invite.after')}
            error={error ?? (copy.state === 'failed' ? t('workspace.invite.notCopied') : null)}
            end={
              <Button
                kind="main"
                small
                icon="duplicate"
                {...(link === '' ? { disabledReason: t('workspace.invite.making') } : {})}
                onClick={() => copy.copy(link)}
              >
                {t('workspace.invite.copy')}
              </Button>
            }
          />
          {error !== null && <Button onClick={() => setAttempt(attempt + 1)}>{t('workspace.invite.tryAgain')}</Button>}
          {mayShare && (
            <Button icon="share" onClick={() => void share()}>
              {t('workspace.invite.share')}
            </Button>
          )}
          {wasHereOnly.current && stored.relays[0] && (
            <p className={styles.news}>{t('workspace.invite.noRelay', { name, relay: new URL(stored.relays[0]).host })}</p>
          )}
          {!isOnline && <p className={styles.news}>{t('workspace.invite.offline')}</p>}
          <p className={styles.unseen} role="status">
            {copy.state === 'copied' ? t('workspace.invite.copied') : ''}
          </p>
        </div>
      </div>
    </Dialog>
  )
}
