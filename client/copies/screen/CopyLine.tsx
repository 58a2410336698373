import { type ReactNode, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuHeading, MenuItem, MenuRule } from '../../design/layers/Menu'
import { useToast } from '../../design/layers/Toast'
import { Icon } from '../../design/signs/Icon'
import { usePhone } from '../../design/useMedia'
import { formatDate, formatNumber } from '../../words/formats'
import { t, tPieces } from '../../words/words'
import type { DocumentListing } from '../../workspace/listing'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords } from '../../workspace/who'
import { closeCopy, giveTime, lineagesIn, showToAll } from '../copies'
import { apartWords, isMine, listWords, whoseOf } from '../copyWords'
import type { Apart } from '../desk/engine'
import { endOfDay, familyOf, isPast, type Lineage, type LineageNode } from '../lineage'
import { bringBack } from '../review/bringBack'
import styles from './CopyLine.module.css'

export interface CopyLineProps {
  readonly lineage: Lineage
  readonly apart: Apart | null
  /** What differs is marked in the text's margin. */
  readonly marks: { readonly on: boolean; readonly set: (on: boolean) => void }
  readonly onNotice: (words: string) => void
}

/** The line of a copy: whose copy of what it is and how far apart, with what can be done. It never scrolls away. */
export function CopyLine({ lineage, apart, marks, onNotice }: CopyLineProps) {
  const workspace = useWorkspace()
  const [, go] = useHashLocation()
  const people = useStore(workspace.people)
  const listings = useStore(workspace.documents)
  const isPhone = usePhone()
  const [busy, setBusy] = useState(false)
  const main = listings.find(({ id }) => id === lineage.parent)
  const isMainHere = main !== undefined && main.state === 'listed'
  const mine = isMine(people, lineage)
  const who = whoseOf(people, lineage)
  const now = workspace.ground.now()
  const detail = lineage.closed ? t('copies.line.closed') : apartWords(lineage, apart?.push ?? null, now)
  const title = titleWords(main?.title ?? '')
  const link = isMainHere ? (
    <a key="title" className={styles.title} href={`#/d/${lineage.parent}`} dir="auto">
      {title}
    </a>
  ) : (
    <span key="title" className={styles.title}>
      {title}
    </span>
  )
  const isSuggestion = lineage.kind === 'suggestion'
  const sentence = tPieces<ReactNode>(mine ? 'copies.line.mine' : isSuggestion ? 'copies.line.suggestions' : 'copies.line.of', { who, title, b: () => link })

  const back = async () => {
    if (apart?.push === 0) return onNotice(t('copies.line.nothing'))
    setBusy(true)
    const offered = await bringBack(workspace, lineage).catch((error: unknown) => console.error('changes could not be brought back', error))
    setBusy(false)
    if (!offered) onNotice(t('copies.tryAgain'))
    else if (!offered.ok) onNotice(t(`copies.review.refused.${offered.reason === 'not here' ? 'main gone' : offered.reason}`))
    else go(isSuggestion ? `/d/${lineage.parent}` : `/bring-back/${lineage.parent}/${lineage.id}`)
  }
  const latest = () => go(`/get-latest/${lineage.parent}/${lineage.id}`)
  const pull = apart?.pull ?? 0
  const acts = <CopyActs lineage={lineage} marks={marks} />
  if (isPhone)
    return (
      <section className={styles.phone} data-past={isPast(lineage, now)}>
        <Icon name="copy" className={styles.icon} />
        <p className={styles.two}>
          <strong>{mine ? t('copies.line.mineShort') : t(isSuggestion ? 'copies.line.suggestionsShort' : 'copies.line.ofShort', { who })}</strong>
          <span>{isMainHere ? detail : t('copies.line.mainGone')}</span>
        </p>
        <Menu placement="bottom-end" button={<IconButton name="caretDown" label={t('copies.line.more')} />}>
          {isMainHere && (
            <MenuItem icon="merge" onSelect={() => void back()}>
              {t(isSuggestion ? 'copies.line.submit' : 'copies.line.back')}
            </MenuItem>
          )}
          {isMainHere && pull > 0 && (
            <MenuItem icon="bringIn" keys={formatNumber(pull)} onSelect={latest}>
              {t('copies.line.latest')}
            </MenuItem>
          )}
          <MenuRule />
          {acts}
        </Menu>
      </section>
    )
  return (
    <section className={styles.line} aria-label={t('copies.copy')} data-past={isPast(lineage, now)}>
      <Icon name="copy" className={styles.icon} />
      <p className={styles.words}>
        <strong>{sentence}</strong> {isMainHere ? detail && `${detail}.`.replace('..', '.') : t('copies.line.mainGone')}
      </p>
      <span className={styles.actions}>
        {isMainHere && pull > 0 && (
          <Button small onClick={latest}>
            {t('copies.line.latest')} <span className={styles.count}>{formatNumber(pull)}</span>
          </Button>
        )}
        {isMainHere && (
          <Button small kind="main" busy={busy} onClick={() => void back()}>
            {t(isSuggestion ? 'copies.line.submit' : 'copies.line.back')}
          </Button>
        )}
        <Menu placement="bottom-end" button={<IconButton small name="more" label={t('copies.line.more')} />}>
          {acts}
        </Menu>
      </span>
    </section>
  )
}

/** More time, closing, showing it; and the family that it belongs to. */
function CopyActs({ lineage, marks }: Pick<CopyLineProps, 'lineage' | 'marks'>) {
  const workspace = useWorkspace()
  const toast = useToast()
  const people = useStore(workspace.people)
  const lineages = useStore(lineagesIn(workspace))
  const isPrivate = useStore(workspace.documents).find(({ id }) => id === lineage.id)?.isPrivate ?? false
  const longer = (weeks: number) => {
    const until = endOfDay(Math.max(workspace.ground.now(), lineage.until ?? 0), 7 * weeks)
    void giveTime(workspace, lineage, until).then(() => toast({ text: t('copies.line.longerToast', { date: formatDate(until) }) }))
  }
  const close = (closed: boolean) =>
    void closeCopy(workspace, lineage, closed).then(() => {
      if (closed) toast({ text: t('copies.line.closedToast'), undo: () => void closeCopy(workspace, lineage, false) })
    })
  return (
    <>
      <MenuItem icon={marks.on ? 'hide' : 'show'} onSelect={() => marks.set(!marks.on)}>
        {t(marks.on ? 'copies.line.marksOff' : 'copies.line.marks')}
      </MenuItem>
      {!lineage.closed &&
        [2, 6].map((weeks) => (
          <MenuItem key={weeks} icon="calendar" onSelect={() => longer(weeks)}>
            {t('copies.line.longerBy', { count: weeks })}
          </MenuItem>
        ))}
      {isPrivate && workspace.mayWrite && (
        <MenuItem icon="show" onSelect={() => void showToAll(workspace, lineage, lineage.forWhom)}>
          {t('copies.line.showAll')}
        </MenuItem>
      )}
      <MenuItem icon={lineage.closed ? 'restore' : 'archive'} onSelect={() => close(!lineage.closed)}>
        {t(lineage.closed ? 'copies.line.reopen' : 'copies.line.close')}
      </MenuItem>
      <MenuRule />
      <MenuHeading>{t('copies.line.family')}</MenuHeading>
      {flat(familyOf(lineages, lineage.id)).map(({ node, depth }) => (
        <Relative key={node.id} node={node} depth={depth} isThis={node.id === lineage.id} words={node.lineage ? listWords(people, node.lineage) : null} />
      ))}
    </>
  )
}

const flat = (node: LineageNode, depth = 0): { node: LineageNode; depth: number }[] => [
  { node, depth },
  ...node.copies.flatMap((copy) => flat(copy, depth + 1)),
]

function Relative({ node, depth, isThis, words }: { node: LineageNode; depth: number; isThis: boolean; words: string | null }) {
  const workspace = useWorkspace()
  const listing: DocumentListing | undefined = useStore(workspace.documents).find(({ id }) => id === node.id)
  if (!listing) return null
  return (
    <MenuItem
      voice="people"
      href={`#/d/${node.id}`}
      start={
        <span className={styles.relative} data-depth={Math.min(depth, 3)}>
          <Icon name={isThis ? 'check' : node.lineage ? 'copy' : 'document'} size={16} />
        </span>
      }
      {...(words === null ? {} : { detail: words })}
    >
      {titleWords(listing.title)}
    </MenuItem>
  )
}
