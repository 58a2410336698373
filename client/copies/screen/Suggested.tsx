import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { useToast } from '../../design/layers/Toast'
import { Avatar } from '../../design/people/Avatar'
import { useFloating } from '../../documents/screen/useFloating'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { lineagesIn } from '../copies'
import { titleWords, whoseOf } from '../copyWords'
import { suggestionFrom } from '../lineage'
import { decisionsOf, type HunkView, nextOpen } from '../review/choices'
import type { Offer } from '../review/offer'
import { useReview } from '../review/useReview'
import { marksOf } from '../suggestionMarks'
import { Choices } from './Choices'
import { laySuggestion, takeSuggestionOff } from './laidSuggestion'
import { refusalWords, versionNames } from './putting'
import styles from './Suggested.module.css'
import { type Acting, actingOn } from './useActing'

const NONE: readonly HunkView[] = []

export interface SuggestedProps {
  /** The main text. */
  readonly main: string
  readonly offer: Offer
  readonly editor: Editor
}

/** Somebody's suggestions, marked in the text itself, each to take or to leave there. The same review as on its own screen: what is chosen here is chosen there. */
export function Suggested({ main, offer, editor }: SuggestedProps) {
  const workspace = useWorkspace()
  const toast = useToast()
  const people = useStore(workspace.people)
  const lineage = useStore(lineagesIn(workspace)).get(offer.copy) ?? suggestionFrom(main, offer.copy)
  const { session, now } = useReview(lineage, 'push')
  const [active, setActive] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const views = now.kind === 'open' ? now.views : NONE
  const current = views.find(({ hunk }) => hunk.id === active)
  const who = whoseOf(people, offer)
  const layer = `suggestion ${offer.copy}`

  useEffect(() => laySuggestion(editor, layer, views, current?.hunk.id ?? null), [editor, layer, views, current?.hunk.id])
  useEffect(() => () => takeSuggestionOff(editor, layer), [editor, layer])
  const known = useRef(new Set<string>())
  known.current = new Set(views.map(({ hunk }) => hunk.id))
  useEffect(() => {
    const { dom } = editor.view
    const press = ({ target }: MouseEvent) => {
      const id = target instanceof Element ? target.closest<HTMLElement>('[data-suggestion]')?.dataset.suggestion : undefined
      if (id && known.current.has(id)) setActive(id)
    }
    dom.addEventListener('click', press)
    return () => dom.removeEventListener('click', press)
  }, [editor])

  if (session === null || views.length === 0) return null
  const decided = decisionsOf(views).length
  const acting = actingOn({ session, views, current, go: setActive, mix: () => {} })
  const putIn = async () => {
    setBusy(true)
    setSaid(null)
    const put = await session.putIn(versionNames('push', who)).catch(() => null)
    setBusy(false)
    if (!put?.ok) return setSaid(put ? refusalWords(put.reason) : t('copies.bar.putNot'))
    setActive(null)
    const { taken, undo } = put.value
    toast({ text: t('copies.review.putDone', { count: taken }), ...(undo ? { undo } : {}) })
  }
  return (
    <>
      <Button small onClick={() => setActive(nextOpen(views, active) ?? views[0]?.hunk.id ?? null)}>
        {t('copies.bar.through')}
      </Button>
      {session.mayDecide && decided > 0 && (
        <Button small kind="main" busy={busy} onClick={() => void putIn()}>
          {t('copies.bar.putIn')}
        </Button>
      )}
      {said && (
        <span role="alert" className={styles.refused}>
          {said}
        </span>
      )}
      {current &&
        createPortal(
          <Card
            key={current.hunk.id}
            {...{ editor, offer, main, current, views, acting, who, device: session.device }}
            onClose={() => {
              setActive(null)
              editor.view.focus()
            }}
          />,
          document.body,
        )}
    </>
  )
}

interface CardProps extends SuggestedProps {
  readonly current: HunkView
  readonly views: readonly HunkView[]
  readonly acting: Acting
  readonly who: string
  readonly device: string
  readonly onClose: () => void
}

/** At the suggestion: whose it is and why, and what can be done. */
function Card({ editor, offer, main, current, views, acting, who, device, onClose }: CardProps) {
  const people = useStore(useWorkspace().people)
  const bringer = people.ofDevice(offer.by)
  const panel = useRef<HTMLElement>(null)
  const { hunk } = current
  const [first] = marksOf(hunk, editor.state.doc, editor.schema)
  const position = first ? (first.kind === 'in' ? first.at : first.from) : null
  const markOf = () => [...editor.view.dom.querySelectorAll<HTMLElement>('[data-suggestion]')].findLast((mark) => mark.dataset.suggestion === hunk.id)
  useFloating(panel, editor, position, () => markOf()?.getBoundingClientRect() ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each suggestion that is opened
  useEffect(() => {
    markOf()?.scrollIntoView({ block: 'center' })
    panel.current?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true })
  }, [hunk.id])
  const isBoth = hunk.status === 'conflict'
  const note = current.again ? 'copies.review.again' : current.differ ? 'copies.review.differ' : hunk.touching ? 'copies.review.touching' : null
  return (
    <section
      ref={panel}
      className={styles.card}
      role="dialog"
      aria-label={t('copies.card.label', { who })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className={styles.head}>
        {bringer && <Avatar person={bringer} size={28} />}
        <p className={styles.who}>
          <strong>
            <bdi>{bringer?.name ?? who}</bdi>
          </strong>
          <span>{t('copies.card.at', { at: views.indexOf(current) + 1, total: views.length })}</span>
        </p>
        <IconButton small name="caretUp" label={t('copies.review.previous')} onClick={acting.previous} />
        <IconButton small name="caretDown" label={t('copies.review.next')} onClick={acting.next} />
        <IconButton small name="close" label={t('copies.card.close')} onClick={onClose} />
      </header>
      <p className={styles.title}>{titleWords(hunk)}</p>
      {offer.why !== '' && (
        <p className={styles.why} dir="auto">
          {offer.why}
        </p>
      )}
      {isBoth && <p className={styles.note}>{t('copies.card.both')}</p>}
      {note && <p className={styles.note}>{t(note)}</p>}
      <Choices view={current} acting={acting} who={who} device={device} />
      <div className={styles.acts}>
        {acting.mayDecide && !isBoth && (
          <>
            <Button
              small
              data-first
              aria-pressed={acting.mine === 'theirs'}
              className={acting.mine === 'theirs' ? styles.chosen : undefined}
              onClick={() => acting.choose('theirs')}
            >
              {t('copies.review.take')}
            </Button>
            <Button
              small
              aria-pressed={acting.mine === 'ours'}
              className={acting.mine === 'ours' ? styles.chosen : undefined}
              onClick={() => acting.choose('ours')}
            >
              {t('copies.review.leave')}
            </Button>
          </>
        )}
        <Button small kind="quiet" href={`#/bring-back/${main}/${offer.copy}`} {...(acting.mayDecide && !isBoth ? {} : { 'data-first': true })}>
          {t('copies.card.more')}
        </Button>
      </div>
    </section>
  )
}
