import '../../words/later/copies'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Sheet } from '../../design/layers/Sheet'
import { useToast } from '../../design/layers/Toast'
import { Banner } from '../../design/page/Banner'
import { EmptyState } from '../../design/page/EmptyState'
import { Loading } from '../../design/page/Loading'
import { Unfetched } from '../../design/page/Unfetched'
import { AvatarRow } from '../../design/people/AvatarRow'
import { Icon } from '../../design/signs/Icon'
import { Pill } from '../../design/signs/Pill'
import { usePhone } from '../../design/useMedia'
import { whenFetched } from '../../design/whenFetched'
import { t, tPieces } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords, whoIsIn } from '../../workspace/who'
import { lineagesIn } from '../copies'
import { summaryWords, whoseOf } from '../copyWords'
import { type Lineage, suggestionFrom } from '../lineage'
import { bringBack } from '../review/bringBack'
import { decisionsOf, fitting, nextOpen, type ReviewFilter } from '../review/choices'
import type { Direction } from '../review/decided'
import type { OpenReview, ReviewSession } from '../review/openReview'
import { useReview } from '../review/useReview'
import { Inspector } from './Inspector'
import { PhoneChange } from './PhoneChange'
import { ReviewList } from './ReviewList'
import styles from './ReviewScreen.module.css'
import { ReviewText } from './ReviewText'
import { Ticks } from './Ticks'
import { type Acting, actingOn, useReviewKeys } from './useActing'

const MixDialog = lazy(() => whenFetched(() => import('./MixDialog')).then(({ MixDialog }) => ({ default: MixDialog })))
const PutInDialog = lazy(() => whenFetched(() => import('./PutInDialog')).then(({ PutInDialog }) => ({ default: PutInDialog })))

/** A copy's changes, looked at one by one, by everybody who wants to, at once. */
export function ReviewScreen({ main, copy, direction }: { main: string; copy: string; direction: Direction }) {
  const workspace = useWorkspace()
  // A copy that is on no list of this device: what was offered says all that is needed.
  const lineage = useStore(lineagesIn(workspace)).get(copy) ?? (direction === 'push' ? suggestionFrom(main, copy) : null)
  const [, go] = useHashLocation()
  if (!lineage)
    return (
      <main id="main" className={styles.alone} tabIndex={-1} data-region="main">
        <EmptyState
          figure="mark"
          title={t('copies.review.refused.no offer')}
          actions={<Button onClick={() => go('/documents')}>{t('shell.documents')}</Button>}
        >
          {t('copies.review.refusedLine.no offer')}
        </EmptyState>
      </main>
    )
  return <Opened key={`${copy} ${direction}`} lineage={lineage} direction={direction} />
}

function Opened({ lineage, direction }: { lineage: Lineage; direction: Direction }) {
  const workspace = useWorkspace()
  const [, go] = useHashLocation()
  const { session, now } = useReview(lineage, direction)
  const people = useStore(workspace.people)
  const title = titleWords(useStore(workspace.documents).find(({ id }) => id === lineage.parent)?.title ?? '')
  const target = direction === 'push' ? lineage.parent : lineage.id
  const who = direction === 'pull' ? null : whoseOf(people, now.kind === 'open' && now.offer ? now.offer : lineage)
  useEffect(() => {
    workspace.setAt(target)
    return () => workspace.setAt(null)
  }, [workspace, target])
  useEffect(() => {
    document.title = `${t(direction === 'push' ? 'copies.review.place' : 'copies.review.placePull')} · ${title}`
  }, [direction, title])

  if (now.kind === 'open' && session && now.views.length > 0)
    return <Changes review={now} session={session} lineage={lineage} direction={direction} who={who} title={title} />
  const isMainThere = !(now.kind === 'refused' && now.reason === 'main gone')
  const away = (
    <Button onClick={() => go(isMainThere ? `/d/${target}` : `/d/${lineage.id}`)}>
      {t(target === lineage.parent && isMainThere ? 'copies.review.toMain' : 'copies.review.toCopy')}
    </Button>
  )
  return (
    <main id="main" className={styles.alone} tabIndex={-1} data-region="main">
      {now.kind === 'refused' ? (
        <EmptyState figure="mark" title={t(`copies.review.refused.${now.reason}`)} actions={away}>
          {t(`copies.review.refusedLine.${now.reason}`)}
        </EmptyState>
      ) : now.kind === 'open' ? (
        <EmptyState figure="mark" title={t('copies.review.nothing')} actions={away} />
      ) : (
        <Loading lines={7} />
      )}
    </main>
  )
}

export interface ChangesProps {
  readonly review: OpenReview
  readonly session: ReviewSession
  readonly lineage: Lineage
  readonly direction: Direction
  /** Whose changes these are; null: the main text's. */
  readonly who: string | null
  readonly title: string
}

type LayerKind = 'mix' | 'put' | 'list' | 'beside' | null

function Changes(props: ChangesProps) {
  const { review, session, lineage, direction, who, title } = props
  const { views } = review
  const workspace = useWorkspace()
  const isPhone = usePhone()
  const toast = useToast()
  const [, go] = useHashLocation()
  const [active, setActive] = useState<string | null>(null)
  const [filter, setFilter] = useState<ReviewFilter>('all')
  const [layer, setLayer] = useState<LayerKind>(null)
  const here = whoIsIn(useStore(workspace.here), session.target)
  const current = views.find(({ hunk }) => hunk.id === active) ?? views.find(({ hunk }) => hunk.id === nextOpen(views, null)) ?? views[0]
  const decided = decisionsOf(views).length
  const open = views.length - decided
  const both = views.filter(({ hunk, decision }) => hunk.status === 'conflict' && decision === null).length
  const acting = actingOn({ session, views, current, go: setActive, mix: () => setLayer('mix') })
  useReviewKeys(acting, layer !== null)

  const takeFitting = () => {
    const count = session.takeFitting()
    if (count > 0) toast({ text: t('copies.review.fitsToast', { count }) })
  }
  const renew = () =>
    void bringBack(workspace, lineage, review.offer?.why)
      .then((offered) => offered.ok || toast({ text: t(`copies.review.refused.${offered.reason === 'not here' ? 'main gone' : offered.reason}`) }))
      .catch((error: unknown) => console.error('changes could not be brought back', error))
  const putReason = !session.mayDecide ? t('copies.review.mayNot') : decided === 0 ? t('copies.review.putNothing') : undefined
  const heading = headingOf(direction, who, title)
  const say = isPhone ? () => setLayer('beside') : null

  return (
    <div className={styles.review}>
      {isPhone ? (
        <header className={styles.phoneTop} data-region="top" tabIndex={-1}>
          <IconButton name="close" label={t('copies.review.later')} onClick={() => go(`/d/${session.target}`)} />
          <div className={styles.phoneTitle}>
            <h1 className={styles.who}>
              <bdi>{who ?? t('copies.review.placePull')}</bdi>
            </h1>
            <p className={styles.quiet}>{direction === 'pull' ? title : t('copies.review.intoShort', { title })}</p>
          </div>
          {here.length > 0 && <AvatarRow people={here} size={28} max={2} label={t('copies.review.withYou')} />}
          <IconButton name="taskList" label={t('copies.review.list')} onClick={() => setLayer('list')} />
        </header>
      ) : (
        <header className={styles.top} data-region="top" tabIndex={-1}>
          <Icon name="merge" className={styles.sign} />
          <div className={styles.titles}>
            <h1 className={styles.heading}>{heading}</h1>
            <p className={styles.quiet}>{summaryWords(review.opened.summary)}</p>
          </div>
          {here.length > 0 && (
            <span className={styles.with}>
              {t('copies.review.withYou')}
              <AvatarRow people={here} size={28} max={4} label={t('copies.review.withYou')} />
            </span>
          )}
          <Button kind="quiet" onClick={() => go(`/d/${session.target}`)}>
            {t('copies.review.later')}
          </Button>
          <Button icon="merge" kind={decided > 0 && open === 0 ? 'main' : 'line'} disabledReason={putReason} onClick={() => setLayer('put')}>
            {t(direction === 'push' ? 'copies.review.put' : 'copies.review.putPull')}
          </Button>
        </header>
      )}
      <Progress views={views} decided={decided} both={both} current={current?.hunk.id ?? null} onGo={setActive} />
      {review.moved && review.moved.again + review.moved.kept > 0 && <Banner icon="info" title={t('copies.review.moved', { again: review.moved.again })} />}
      {review.isOlder && (
        <Banner
          icon="info"
          title={t('copies.review.older')}
          action={
            <Button small onClick={renew}>
              {t('copies.review.newer')}
            </Button>
          }
        />
      )}
      {isPhone ? (
        <PhoneChange {...props} current={current} acting={acting} onSay={() => setLayer('beside')} onPut={() => setLayer('put')} putReason={putReason} />
      ) : (
        <div className={styles.columns}>
          <aside className={styles.list} aria-label={t('copies.review.list')} tabIndex={-1} data-region="rail">
            <ReviewList views={views} filter={filter} onFilter={setFilter} current={current?.hunk.id ?? null} onGo={setActive} by={review.offer?.by ?? null} />
            {session.mayDecide && fitting(views).length > 1 && (
              <Button small wide onClick={takeFitting}>
                {t('copies.review.fits')}
              </Button>
            )}
          </aside>
          <main id="main" className={styles.text} tabIndex={-1} data-region="main" aria-label={t('copies.review.text')}>
            <ReviewText review={review} current={current ?? null} acting={acting} who={who} onSay={say} onGo={setActive} />
          </main>
          <aside className={styles.inspector} aria-label={t('copies.review.beside')} tabIndex={-1} data-region="margin">
            {current && <Inspector {...props} current={current} acting={acting} withKeys />}
          </aside>
        </div>
      )}
      {isPhone && (
        <>
          <Sheet open={layer === 'list'} onClose={() => setLayer(null)} title={t('copies.review.list')}>
            <ReviewList
              views={views}
              filter={filter}
              onFilter={setFilter}
              current={current?.hunk.id ?? null}
              by={review.offer?.by ?? null}
              onGo={(id) => {
                setActive(id)
                setLayer(null)
              }}
            />
            <div className={styles.sheetActions}>
              {session.mayDecide && fitting(views).length > 1 && <Button onClick={takeFitting}>{t('copies.review.fits')}</Button>}
              <Button icon="merge" disabledReason={putReason} onClick={() => setLayer('put')}>
                {t(direction === 'push' ? 'copies.review.put' : 'copies.review.putPull')}
              </Button>
            </div>
          </Sheet>
          <Sheet open={layer === 'beside'} onClose={() => setLayer(null)} title={t('copies.review.sayShort')}>
            {current && <Inspector {...props} current={current} acting={acting} />}
          </Sheet>
        </>
      )}
      <Suspense fallback={<Unfetched onClose={() => setLayer(null)} />}>
        {layer === 'mix' && current && <MixDialog session={session} view={current} who={who} onClose={() => setLayer(null)} />}
        {layer === 'put' && <PutInDialog {...props} views={views} onClose={() => setLayer(null)} onDone={() => go(`/d/${session.target}`)} />}
      </Suspense>
    </div>
  )
}

function headingOf(direction: Direction, who: string | null, title: string): ReactNode {
  const b = (inside: ReactNode[]) => (
    <bdi key={inside.join()} className={styles.name}>
      {inside}
    </bdi>
  )
  return direction === 'pull' || who === null
    ? tPieces<ReactNode>('copies.review.pull', { title, b })
    : tPieces<ReactNode>('copies.review.into', { title, who, b })
}

function Progress({
  views,
  decided,
  both,
  current,
  onGo,
}: {
  views: OpenReview['views']
  decided: number
  both: number
  current: string | null
  onGo: (id: string) => void
}) {
  return (
    <div className={styles.progress}>
      <p className={styles.count} role="status">
        {t('copies.review.decided', { decided, total: views.length })}
      </p>
      <Ticks views={views} current={current} onGo={onGo} />
      {both > 0 && (
        <span className={styles.both}>
          <Pill tone="turn">{t('copies.review.inBoth', { count: both })}</Pill>
        </span>
      )}
    </div>
  )
}

export type { Acting }
