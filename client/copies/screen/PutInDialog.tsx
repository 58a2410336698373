import { useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Dialog } from '../../design/layers/Dialog'
import { useToast } from '../../design/layers/Toast'
import { t } from '../../words/words'
import { decisionsOf, type HunkView } from '../review/choices'
import styles from './PutInDialog.module.css'
import { refusalWords, versionNames } from './putting'
import type { ChangesProps } from './ReviewScreen'

export interface PutInDialogProps extends ChangesProps {
  readonly views: readonly HunkView[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** What will happen, in numbers, before it does. */
export function PutInDialog({ session, direction, who, views, onClose, onDone }: PutInDialogProps) {
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const [unplaced, setUnplaced] = useState<readonly HunkView[]>([])
  const decisions = decisionsOf(views)
  const left = decisions.filter(({ answer }) => answer === 'ours').length
  const isPush = direction === 'push'
  const put = async () => {
    setBusy(true)
    setSaid(null)
    const done = await session.putIn(versionNames(direction, who ?? '')).catch(() => null)
    setBusy(false)
    if (!done?.ok) return setSaid(done ? refusalWords(done.reason) : t('copies.bar.putNot'))
    const { taken, undo } = done.value
    toast({ text: t('copies.review.putDone', { count: taken }), ...(undo ? { undo } : {}) })
    const lost = views.filter(({ hunk }) => done.value.unplaced.includes(hunk.id))
    if (lost.length === 0) onDone()
    else setUnplaced(lost)
  }
  if (unplaced.length > 0)
    return (
      <Dialog
        open
        onClose={onDone}
        title={t('copies.review.unplaced', { count: unplaced.length })}
        actions={<Button onClick={onDone}>{t('copies.review.toMain')}</Button>}
      >
        <ul className={styles.unplaced}>
          {unplaced.map(({ hunk }) => (
            <li key={hunk.id} dir="auto">
              {hunk.after}
            </li>
          ))}
        </ul>
      </Dialog>
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(isPush ? 'copies.review.putTitle' : 'copies.review.putTitlePull')}
      description={t('copies.review.putLine', { taken: decisions.length - left, left })}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('copies.review.putBack')}
          </Button>
          <Button kind="main" busy={busy} onClick={() => void put()}>
            {t('copies.review.putDo')}
          </Button>
        </>
      }
    >
      <p className={styles.line}>{t('copies.review.putOpen', { count: views.length - decisions.length })}</p>
      {said && (
        <p className={styles.said} role="alert">
          {said}
        </p>
      )}
    </Dialog>
  )
}
