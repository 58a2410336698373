import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Sheet } from '../../design/layers/Sheet'
import { EmptyState } from '../../design/page/EmptyState'
import { Loading } from '../../design/page/Loading'
import { Avatar } from '../../design/people/Avatar'
import { useMedia } from '../../design/useMedia'
import { formatList, formatRelativeDay } from '../../words/formats'
import { t } from '../../words/words'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { useStore } from '../../workspace/useStore'
import styles from './AwayScreen.module.css'
import { summaryWords, titleWords } from './changeWords'
import type { Comparison } from './compare'
import { compareNow } from './diffs'
import { keepSeen, type LastSeen, lastSeen } from './lastSeen'
import { MarkedText } from './MarkedText'
import { membersOf } from './timeline'
import { isByOthers } from './useAway'
import { useSteps } from './useSteps'
import { useVersions } from './useVersions'

export interface AwayScreenProps {
  readonly workspace: OpenWorkspace
  readonly listing: DocumentListing
  readonly title: string
  readonly bar: ReactNode
  readonly versionsHref: string
  /** Back to the text. */
  readonly onClose: () => void
}

/** What others changed since this person looked last: marked in the text, and as a list to step through. */
export function AwayScreen({ workspace, listing, title, bar, versionsHref, onClose }: AwayScreenProps) {
  const { now, versions, isNewer } = useVersions(workspace, listing)
  const people = useStore(workspace.people)
  const wide = useMedia('(min-width: 900px)')
  const seen = useLastSeen(workspace, listing)
  const [comparison, setComparison] = useState<Comparison | 'newer content' | null>(null)
  const [isListOpen, setListOpen] = useState(false)
  useEffect(() => {
    if (!seen || !now) return
    let isOver = false
    void compareNow(seen.json, now.state, seen.state).then((result) => !isOver && setComparison(result.ok ? result.value : result.reason))
    return () => {
      isOver = true
    }
  }, [seen, now])

  const isMe = useCallback((device: string) => people.ofDevice(device)?.isMe ?? false, [people])
  const isWhole = comparison !== null && comparison !== 'newer content'
  const changes = useMemo(() => (isWhole ? comparison.changes.filter((change) => isByOthers(change, isMe)) : []), [comparison, isWhole, isMe])
  const told = useMemo(() => new Set(changes.map(({ id }) => id)), [changes])
  const isTold = useCallback((id: string) => told.has(id), [told])
  const step = useSteps(changes.map(({ id }) => id))
  const writersOf = (by: readonly string[]) => membersOf(by, (device) => people.ofDevice(device)).filter((member) => !member.isMe)
  const day = seen ? formatRelativeDay(seen.at) : ''
  const read = async () => {
    if (now) await keepSeen(workspace.ground.keys, listing.doc, now.ydoc, workspace.ground.now())
    onClose()
  }

  const list = (
    <>
      <ol className={styles.list}>
        {changes.map(({ id, title: change, by }) => {
          const [first, ...others] = writersOf(by)
          return (
            <li key={id}>
              <button
                type="button"
                className={styles.change}
                aria-current={id === step.id}
                onClick={() => {
                  step.set(id)
                  setListOpen(false)
                }}
              >
                {first ? <Avatar person={first} size={24} /> : <span className={styles.nobody} aria-hidden="true" />}
                <span className={styles.words}>
                  <span className={styles.title}>{titleWords(change)}</span>
                  {first && <span className={styles.by}>{formatList([first, ...others].map(({ name }) => name))}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      <Button icon="versions" href={versionsHref} className={styles.all}>
        {versions.length > 1 ? t('history.count', { count: versions.length }) : t('history.awayAll')}
      </Button>
    </>
  )
  const current = changes.find(({ id }) => id === step.id)
  const line = isWhole && (
    <p className={styles.line}>
      {changes.length === 0
        ? t('history.awayNothing', { day })
        : `${t('history.awayLine', { count: changes.length, day })} ${summaryWords(comparison.summary)}.`}
    </p>
  )
  return (
    <>
      {bar}
      <main id="main" className={styles.screen} tabIndex={-1} data-region="main" aria-label={t('history.away')}>
        {wide && (
          <aside className={styles.side} aria-label={t('history.awayList')} data-region="outline" tabIndex={-1}>
            <h2 className={styles.heading}>{t('history.away')}</h2>
            {line}
            {list}
          </aside>
        )}
        <div className={styles.body}>
          {!wide && line}
          {isNewer || comparison === 'newer content' ? (
            <EmptyState figure="mark" title={t('history.tooNew')} />
          ) : seen === null && now ? (
            <EmptyState figure="mark" title={t('history.same')} />
          ) : isWhole ? (
            <MarkedText marked={comparison.marked} current={step.id} label={title} isTold={isTold} onChange={step.set} />
          ) : (
            <Loading lines={7} words={t('history.comparing')} />
          )}
        </div>
        <div className={styles.stepper} role="group" aria-label={t('history.away')}>
          {changes.length > 0 && (
            <>
              <span className={styles.place} data-figures>
                {step.at === null ? t('history.changes', { count: changes.length }) : t('history.place', { at: step.at + 1, count: changes.length })}
              </span>
              {current && <span className={styles.who}>{formatList(writersOf(current.by).map(({ name }) => name))}</span>}
              <IconButton name="caretUp" label={t('history.previous')} keys="K" placement="top" onClick={() => step.go(-1)} />
              <IconButton name="caretDown" label={t('history.next')} keys="J" placement="top" onClick={() => step.go(1)} />
              {!wide && <IconButton name="bulletList" label={t('history.awayList')} placement="top" onClick={() => setListOpen(true)} />}
            </>
          )}
          <Button kind="main" onClick={() => void read()}>
            {t('history.awayRead')}
          </Button>
        </div>
        {!wide && (
          <Sheet open={isListOpen} onClose={() => setListOpen(false)} title={t('history.away')}>
            {list}
          </Sheet>
        )}
      </main>
    </>
  )
}

/** undefined: not read yet; null: never looked at on this device. */
function useLastSeen(workspace: OpenWorkspace, { doc }: DocumentListing): LastSeen | null | undefined {
  const [seen, setSeen] = useState<LastSeen | null | undefined>(undefined)
  useEffect(() => {
    let isOver = false
    void lastSeen(workspace.ground.keys, doc).then((found) => !isOver && setSeen(found))
    return () => {
      isOver = true
    }
  }, [workspace, doc])
  return seen
}
