import { type FormEvent, useId, useRef, useState } from 'react'
import type { Invitation } from '../crypto/invitation'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Avatar } from '../design/people/Avatar'
import { Ring } from '../design/people/Ring'
import type { Seat } from '../design/people/ring'
import { t } from '../words/words'
import { cleanName } from '../workspace/names'
import styles from './Join.module.css'

export interface JoinProps {
  invitation: Invitation
  /** What people call this person on this device; '' at the first time. */
  name: string
  /** This device is in that workspace already. */
  isKnown: boolean
  isOnline: boolean
  onJoin: (myName: string) => Promise<void>
  onNotNow: () => void
}

/** Of six seats, those that nobody is known to hold. */
const FREE: readonly Seat[] = Array.from({ length: 4 }, () => ({ state: 'unheard' }))

/** Only what the link knows: whose workspace, who vouches, what one may do. No counts, no colours. */
export function Join({ invitation, name: knownName, isKnown, isOnline, onJoin, onNotNow }: JoinProps) {
  const isOwn = invitation.type === 'own device'
  const inviter = cleanName(invitation.inviterName)
  const [name, setName] = useState(isOwn ? inviter : knownName)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const titleId = useId()
  const clean = cleanName(name)
  const vouches = t('home.vouches', { may: t(`workspace.youMay.${invitation.rung}`), name: inviter })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (clean === '') {
      setError(t('home.nameMissing'))
      field.current?.focus()
      return
    }
    setBusy(true)
    try {
      await onJoin(clean)
    } catch (cause) {
      setError(t('home.makeFailed', { reason: cause instanceof Error ? cause.message : '' }))
      setBusy(false)
    }
  }

  return (
    <div className={styles.join}>
      <header className={styles.whose}>
        <Ring size={164} thickness={15} from={6} seats={[{ state: 'turn' }, { state: 'held', colour: null }, ...FREE]} label={t('home.joinRing')}>
          <Avatar person={{ name: inviter, colour: null }} size={56} />
        </Ring>
        <p className={styles.invites}>{isOwn ? t('home.ownDevice') : inviter === '' ? t('home.invitesNobody') : t('home.invites', { name: inviter })}</p>
        <h1 id={titleId} className={styles.name} dir="auto">
          {isOwn ? inviter : cleanName(invitation.workspaceName)}
        </h1>
        <p className={styles.vouches}>
          {isKnown ? t('home.alreadyIn') : isOwn ? t('home.ownDeviceLine') : inviter === '' ? t(`workspace.youMay.${invitation.rung}`) : vouches}
        </p>
      </header>
      <main className={styles.side} id="main" aria-labelledby={titleId} tabIndex={-1}>
        <form onSubmit={(event) => void submit(event)} className={styles.form} noValidate>
          {!isKnown && !isOwn && (
            <Field
              ref={field}
              large
              label={t('home.name')}
              error={error}
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                setError(null)
              }}
              start={<Avatar person={{ name: clean, colour: null }} size={28} />}
              autoComplete="given-name"
              autoCapitalize="words"
              enterKeyHint="go"
              maxLength={60}
              name="name"
            />
          )}
          {(isKnown || isOwn) && error && <p role="alert">{error}</p>}
          <Button kind="main" wide type="submit" className={styles.big} busy={busy}>
            {isKnown ? t('home.goIn') : t('home.comeIn')}
          </Button>
          <Button kind="quiet" wide className={styles.big} onClick={onNotNow}>
            {t('home.notNow')}
          </Button>
          <p className={styles.foot}>{isOnline ? (isKnown ? '' : t('home.nothingKept')) : t('home.offlineJoin')}</p>
        </form>
      </main>
    </div>
  )
}

/** A link that does not open: why, and what to do. */
export function BrokenInvitation({ words, onAnother, onStart }: { words: string; onAnother: () => void; onStart: () => void }) {
  return (
    <div className={styles.join}>
      <header className={styles.whose}>
        <Ring size={164} thickness={15} from={6} seats={[...FREE, { state: 'unheard' }, { state: 'unheard' }]} decorative />
        <h1 className={styles.bad}>{t('home.invitationBad')}</h1>
        <p className={styles.vouches}>{words}</p>
      </header>
      <main className={styles.side} id="main" tabIndex={-1}>
        <div className={styles.form}>
          <Button kind="main" wide className={styles.big} onClick={onAnother}>
            {t('home.tryAnother')}
          </Button>
          <Button kind="quiet" wide className={styles.big} onClick={onStart}>
            {t('home.toStart')}
          </Button>
        </div>
      </main>
    </div>
  )
}
