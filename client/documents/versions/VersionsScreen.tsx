import { type ReactNode, useMemo, useState } from 'react'
import { toHex } from '../../../shared/bytes'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Segments } from '../../design/controls/Segments'
import { Menu, MenuChoices } from '../../design/layers/Menu'
import { Sheet } from '../../design/layers/Sheet'
import { useToast } from '../../design/layers/Toast'
import { EmptyState } from '../../design/page/EmptyState'
import { Loading } from '../../design/page/Loading'
import { usePhone } from '../../design/useMedia'
import { formatAgo, formatList } from '../../words/formats'
import { t } from '../../words/words'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { useStore } from '../../workspace/useStore'
import { summaryWords } from './changeWords'
import { keepText } from './keepText'
import { MarkedText } from './MarkedText'
import { NameDialog } from './NameDialog'
import { Timeline } from './Timeline'
import { membersOf, rowOf, type TimelineRow } from './timeline'
import { NOW, useChosen } from './useChosen'
import { useChangeTitles, useCompared } from './useCompared'
import { useSteps } from './useSteps'
import { useVersions } from './useVersions'
import styles from './VersionsScreen.module.css'

export interface VersionsScreenProps {
  readonly workspace: OpenWorkspace
  readonly listing: DocumentListing
  readonly title: string
  /** The bar above it. @param fromTo on a phone: which two are compared */
  readonly bar: (fromTo: string) => ReactNode
  /** Somebody wants to go back: the text is opened and this put into it. */
  readonly onGoBack: (version: { readonly json: ProseMirrorJson; readonly name: string }) => void
  /** Beside "Go back to this text": a copy from this version. */
  readonly actions?: (version: { readonly id: string; readonly json: ProseMirrorJson }) => ReactNode
}

type View = 'text' | 'sides' | 'alone'

/** All versions of a text: look at any, compare any two, go back to one. */
export function VersionsScreen({ workspace, listing, title, bar, onGoBack, actions }: VersionsScreenProps) {
  const state = useVersions(workspace, listing)
  const chosen = useChosen(state)
  const people = useStore(workspace.people)
  const phone = usePhone()
  const toast = useToast()
  const [view, setView] = useState<View>('text')
  const [naming, setNaming] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const [isListOpen, setListOpen] = useState(false)
  const { history, now, versions } = state
  const { from, to, older, newer, listed } = chosen
  const mayWrite = (history?.mayKeep ?? false) && listing.rung === 'edit'
  const device = toHex(workspace.ground.identity.signing.public)
  const compared = useCompared(older, newer, to === NOW ? now : null)
  const comparison = compared.state === 'here' ? compared.comparison : null
  const changes = comparison?.changes ?? []
  const step = useSteps(changes.map(({ id }) => id))
  const titles = useChangeTitles(
    chosen.read,
    versions.map(({ id }) => id),
  )
  const time = workspace.ground.now()
  const nowRow: TimelineRow = {
    id: NOW,
    title: t('history.now'),
    isNamed: false,
    sign: 'dot',
    line: listing.changedAt === null ? '' : formatAgo(listing.changedAt, time),
    people: [people.ofAuthor(listing.changedBy ?? '')].filter((member) => member !== null),
  }
  const rows = [
    nowRow,
    ...listed.map((version) =>
      rowOf(version, { titles: titles.get(version.id), isFirst: version === versions.at(-1), ofDevice: (of) => people.ofDevice(of), now: time }),
    ),
  ]
  const rowTitle = (id: string): string => rows.find((row) => row.id === id)?.title ?? ''
  const writers = useMemo(() => {
    const [newest, oldest] = [to === NOW ? -1 : versions.findIndex(({ id }) => id === to), versions.findIndex(({ id }) => id === from)]
    const between = versions.slice(Math.max(0, newest), Math.max(0, oldest)).flatMap(({ by }) => by)
    const last = to === NOW ? changes.flatMap(({ by }) => by) : []
    return membersOf([...between, ...last], (of) => people.ofDevice(of))
  }, [versions, from, to, changes, people])

  const goBack = () => {
    if (!older || !history || !now) return
    const name = rowTitle(from)
    keepText(history, now.ydoc, { cause: 'before restore', device })
    onGoBack({ json: older, name })
  }
  const onName = (name: string) => {
    if (!history || !naming) return
    if (naming.id !== NOW) history.name(naming.id, name)
    else if (now) keepText(history, now.ydoc, { cause: 'named', name, device })
    toast({ text: t('history.named', { name }) })
  }

  const fromVersion = versions.find(({ id }) => id === from)
  const summary = comparison
    ? sentence(
        summaryWords(comparison.summary),
        changes.length,
        writers.map(({ name }) => name),
      )
    : t('history.comparing')
  const list = (
    <Timeline
      rows={rows}
      from={from}
      to={to}
      onChoose={(id, upTo) => {
        chosen.choose(id, upTo)
        setListOpen(false)
      }}
    />
  )
  const nameNow = mayWrite && (
    <Button small kind="quiet" icon="edit" onClick={() => setNaming({ id: NOW, name: '' })}>
      {t('history.nameThis')}
    </Button>
  )
  const stepper = changes.length > 0 && view !== 'alone' && (
    <span className={styles.stepper}>
      <span data-figures>
        {step.at === null ? t('history.changes', { count: changes.length }) : t('history.place', { at: step.at + 1, count: changes.length })}
      </span>
      <IconButton name="caretUp" label={t('history.previous')} keys="K" placement="top" onClick={() => step.go(-1)} />
      <IconButton name="caretDown" label={t('history.next')} keys="J" placement="top" onClick={() => step.go(1)} />
    </span>
  )
  const options = rows.map(({ id, title }) => ({ value: id, words: title }))

  return (
    <>
      {bar(t('history.fromTo', { from: rowTitle(from), to: rowTitle(to) }))}
      <main id="main" className={styles.screen} tabIndex={-1} data-region="main" aria-label={t('history.versions')}>
        {!phone && (
          <aside className={styles.side} aria-label={t('history.versions')} data-region="outline" tabIndex={-1}>
            <div className={styles.sideHead}>
              <h2 className={styles.heading}>{t('history.count', { count: listed.length })}</h2>
              {nameNow}
            </div>
            {list}
          </aside>
        )}
        <div className={styles.main}>
          <div className={styles.head}>
            {!phone && (
              <div className={styles.pair}>
                <span>{t('history.from')}</span>
                <Choice
                  label={t('history.from')}
                  value={from}
                  options={options.filter(({ value }) => value !== NOW)}
                  onChoose={(id) => chosen.choose(id, false)}
                  title={rowTitle(from)}
                />
                <span>{t('history.to')}</span>
                <Choice label={t('history.to')} value={to} options={options} onChoose={(id) => chosen.choose(id, true)} title={rowTitle(to)} />
                <span className={styles.grow} />
                <Segments<View>
                  label={t('history.view')}
                  value={view}
                  onChange={setView}
                  options={[
                    { value: 'text', words: t('history.inText') },
                    { value: 'sides', words: t('history.sideBySide') },
                    { value: 'alone', words: t('history.alone') },
                  ]}
                />
              </div>
            )}
            {listed.length > 0 && (
              <p className={styles.summary} aria-live="polite">
                {chosen.refusal === null && compared.state !== 'newer content' ? summary : ''}
              </p>
            )}
          </div>
          <div className={styles.body} data-view={view}>
            <Body state={state} chosen={chosen} compared={compared} view={view} current={step.id} onChange={step.set} title={title} />
          </div>
          {from !== NOW && older && (
            <div className={styles.foot}>
              <Button icon="versions" onClick={goBack} disabledReason={mayWrite ? undefined : t('history.readOnly')}>
                {t('history.goBack')}
              </Button>
              {actions?.({ id: from, json: older })}
              {mayWrite && fromVersion && (
                <Button kind="quiet" onClick={() => setNaming({ id: from, name: fromVersion.name ?? '' })}>
                  {t(fromVersion.name === null ? 'history.nameIt' : 'history.rename')}
                </Button>
              )}
              {!phone && <span className={styles.note}>{t('history.goBackLine')}</span>}
              <span className={styles.grow} />
              {!phone && stepper}
            </div>
          )}
          {phone && (
            <div className={styles.phoneBar}>
              <Button icon="versions" onClick={() => setListOpen(true)}>
                {t('history.count', { count: listed.length })}
              </Button>
              <span className={styles.grow} />
              {stepper}
            </div>
          )}
        </div>
        {phone && (
          <Sheet open={isListOpen} onClose={() => setListOpen(false)} title={t('history.count', { count: listed.length })} tools={nameNow}>
            {list}
          </Sheet>
        )}
        {naming && <NameDialog name={naming.name} onName={onName} onClose={() => setNaming(null)} />}
      </main>
    </>
  )
}

function sentence(summary: string, count: number, names: readonly string[]): string {
  if (summary === '') return t('history.same')
  return names.length === 0 ? t('history.summary', { summary, count }) : t('history.summaryBy', { summary, count, names: formatList(names) })
}

function Choice(props: { label: string; value: string; title: string; options: readonly { value: string; words: string }[]; onChoose: (id: string) => void }) {
  const { label, value, title, options, onChoose } = props
  return (
    <Menu
      label={label}
      button={
        <Button small iconEnd="caretDown" className={styles.choice} aria-label={`${label}: ${title}`}>
          {title}
        </Button>
      }
    >
      <MenuChoices label={label} value={value} onChange={onChoose} options={options} />
    </Menu>
  )
}

function Body(props: {
  state: ReturnType<typeof useVersions>
  chosen: ReturnType<typeof useChosen>
  compared: ReturnType<typeof useCompared>
  view: View
  current: string | null
  onChange: (id: string) => void
  title: string
}) {
  const { state, chosen, compared, view, current, onChange, title } = props
  const alone = useMemo(() => (chosen.older?.content ?? []).map((node) => ({ kind: 'same' as const, node })), [chosen.older])
  if (state.refusal === 'none yet') return <EmptyState figure="mark" title={t('history.emptyTitle')} />
  if (state.history && chosen.listed.length === 0 && (state.now || state.isNewer))
    return (
      <EmptyState figure="mark" title={t('history.emptyTitle')}>
        {t('history.emptyLine')}
      </EmptyState>
    )
  if (chosen.refusal !== null) return <EmptyState figure="mark" title={t(chosen.refusal === 'damaged' ? 'history.damaged' : 'history.notWhole')} />
  if (state.isNewer || compared.state === 'newer content') return <EmptyState figure="mark" title={t('history.tooNew')} />
  if (view === 'alone' && chosen.older) return <MarkedText marked={alone} current={null} label={title} />
  if (compared.state !== 'here')
    return (
      <div className={styles.loading}>
        <Loading lines={7} words={t('history.comparing')} />
      </div>
    )
  const { marked } = compared.comparison
  if (view === 'sides')
    return (
      <>
        <MarkedText marked={marked} side="older" current={current} label={t('history.older')} onChange={onChange} />
        <MarkedText marked={marked} side="newer" current={current} label={t('history.newer')} onChange={onChange} />
      </>
    )
  return <MarkedText marked={marked} current={current} label={title} onChange={onChange} />
}
