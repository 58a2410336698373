import '../../words/later/proposals'
import { useState } from 'react'
import { lineagesIn } from '../../copies/copies'
import type { Lineage } from '../../copies/lineage'
import { openChanges } from '../../copies/review/adoptOffer'
import { fitting } from '../../copies/review/choices'
import type { Tally } from '../../copies/review/openReview'
import { useReview } from '../../copies/review/useReview'
import { Button } from '../../design/controls/Button'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import styles from './AdoptedChanges.module.css'
import type { Refused } from './model'

export interface AdoptedChangesProps {
  readonly changes: { readonly main: string; readonly copy: string }
  /** The decision was reopened: what it put in stays, and is contested. */
  readonly isContested: boolean
  /** Puts them in; how it went is said elsewhere. null: this device may not write. */
  readonly onPut: (() => Promise<Refused>) | null
}

/** [D8] Where the changes that a group adopted stand: in the main text, on their way there, or waiting for people. */
export function AdoptedChanges(props: AdoptedChangesProps) {
  const lineage = useStore(lineagesIn(useWorkspace())).get(props.changes.copy)
  return lineage ? <Standing {...props} lineage={lineage} /> : <p className={styles.line}>{t('proposals.changes.away')}</p>
}

/** What became of them: nothing is said to be in the text that was left out of it. */
function fateWords({ taken, left }: Tally): string {
  if (left > 0) return t('proposals.changes.putSome', { taken, left })
  return t(taken > 0 ? 'proposals.changes.put' : 'proposals.changes.same')
}

function Standing({ changes, isContested, onPut, lineage }: AdoptedChangesProps & { lineage: Lineage }) {
  const { now } = useReview(lineage, 'push')
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>(null)
  if (now.kind === 'opening') return null
  const put = async () => {
    if (!onPut) return
    setBusy(true)
    setRefused(await onPut())
    setBusy(false)
  }
  if (now.kind === 'refused') return <p className={styles.line}>{t(now.reason === 'no offer' ? 'proposals.changes.withdrawn' : 'proposals.changes.away')}</p>
  const open = openChanges(now)
  const fits = fitting(open).length
  const review = `#/bring-back/${changes.main}/${changes.copy}`
  if (open.length === 0)
    return (
      <p className={styles.in} role="status">
        <Icon name={now.before.left > 0 ? 'info' : 'check'} size={18} />
        <span>
          {fateWords(now.before)} {isContested && t('proposals.changes.contested')}{' '}
          <a className={styles.link} href={`#/d/${changes.main}`}>
            {t('proposals.changes.toText')}
          </a>
        </span>
      </p>
    )
  return (
    <div className={styles.waiting}>
      {fits > 0 && !isContested && (
        <>
          <p className={styles.line}>{t('proposals.changes.notYet', { count: fits })}</p>
          {onPut && (
            <Button kind="main" wide busy={isBusy} onClick={() => void put()}>
              {t('proposals.changes.doPut')}
            </Button>
          )}
        </>
      )}
      {open.length - fits > 0 && <p className={styles.line}>{t('proposals.changes.left', { count: open.length - fits })}</p>}
      {refused !== null && (
        <p className={styles.line} role="alert">
          {refused}
        </p>
      )}
      <a className={styles.link} href={review}>
        {t('proposals.changes.see')}
      </a>
    </div>
  )
}
