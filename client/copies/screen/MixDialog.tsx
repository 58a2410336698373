import { Editor } from '@tiptap/core'
import { UndoRedo } from '@tiptap/extensions/undo-redo'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { Button } from '../../design/controls/Button'
import { Chip } from '../../design/controls/Chip'
import { Dialog } from '../../design/layers/Dialog'
import { schemaExtensions } from '../../documents/schema/schema'
import { textClass } from '../../documents/screen/textStyles'
import { decide } from '../../merge/hunk'
import type { MixedText, TextHunk, TextPart } from '../../merge/textMerge'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { ask } from '../desk/desk'
import type { HunkView } from '../review/choices'
import type { ReviewSession } from '../review/openReview'
import styles from './MixDialog.module.css'
import { fromEdit, isSide, type SideName, toEdit } from './sides'

export interface MixDialogProps {
  readonly session: ReviewSession
  readonly view: HunkView
  /** Whose changes these are; null: the main text's. */
  readonly who: string | null
  readonly onClose: () => void
}

const isWritten = (part: TextPart): boolean => part.kind === 'range' && (part.ours.length > 0 || part.theirs.length > 0)

/** The result of one change, to be written as it should be. It begins with whatever is chosen already. */
export function MixDialog({ session, view: opened, who, onClose }: MixDialogProps) {
  // The change that it was opened for, whatever is looked at meanwhile: its words belong nowhere else.
  const [view] = useState(opened)
  const { hunk } = view
  const now = useStore(session.now)
  const isGone = now.kind !== 'open' || !now.views.some(({ hunk: { id, seen } }) => id === hunk.id && seen === hunk.seen)
  const mine = session.mine(view)?.answer
  const [start, setStart] = useState<{ readonly mixed: MixedText; readonly round: number }>(() => ({
    mixed: typeof mine === 'object' ? mine.mixed : hunk.parts.map(({ theirs }) => theirs),
    round: 0,
  }))
  const [finer, setFiner] = useState<readonly TextHunk[] | null>(null)
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const written = useRef(new Map<number, ProseMirrorJson>())
  const theirs = who === null ? t('copies.review.theirsMain') : t('copies.review.theirs', { who })
  const parts = hunk.parts.flatMap((part, index) => (isWritten(part) ? [{ part, index }] : []))

  const begin = (mixed: MixedText) => {
    written.current.clear()
    setStart(({ round }) => ({ mixed, round: round + 1 }))
  }
  const side = (name: SideName) => begin(hunk.parts.map((part) => part[name]))
  const lookFiner = async () => {
    const pinned = session.pinned()
    const found = pinned && (await ask('finer', pinned, hunk.id))
    if (!found?.ok) return
    setFiner(found.value)
    setTaken(new Set(found.value.map(({ id }) => id)))
  }
  const toggle = async (id: string) => {
    const pinned = session.pinned()
    if (!pinned || !finer) return
    const next = new Set(taken)
    if (!next.delete(id)) next.add(id)
    setTaken(next)
    const mixed = await ask(
      'mix',
      pinned,
      hunk.id,
      finer.map((each) => decide<MixedText>(each, next.has(each.id) ? 'theirs' : 'ours')),
    )
    if (mixed.ok) begin(mixed.value)
  }
  const use = () => {
    const mixed = hunk.parts.map((part, index) => {
      const document = written.current.get(index)
      return document ? fromEdit(part, document) : (start.mixed[index] ?? part.theirs)
    })
    session.choose(hunk, isSide(hunk, mixed, 'theirs') ? 'theirs' : isSide(hunk, mixed, 'ours') ? 'ours' : { mixed })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copies.review.mixTitle')}
      description={t('copies.review.mixLine')}
      width="wide"
      actionsAt="start"
      actions={
        <>
          <Button kind="main" disabledReason={isGone ? t('copies.review.mixGone') : undefined} onClick={use}>
            {t('copies.review.mixDo')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('copies.notNow')}
          </Button>
        </>
      }
    >
      {isGone && (
        <p role="alert" className={styles.gone}>
          {t('copies.review.mixGone')}
        </p>
      )}
      <div className={styles.starts}>
        <Button small onClick={() => side('ours')}>
          {t('copies.review.mixNow')}
        </Button>
        <Button small onClick={() => side('theirs')}>
          {t('copies.review.mixTheirs', { theirs })}
        </Button>
        {finer === null && (
          <Button small kind="quiet" onClick={() => void lookFiner()}>
            {t('copies.review.finer')}
          </Button>
        )}
      </div>
      {finer && (
        <div className={styles.finer}>
          {finer.map((each) => (
            <Chip key={each.id} voice="people" chosen={taken.has(each.id)} onToggle={() => void toggle(each.id)}>
              {each.after === '' ? t('copies.review.finerCut', { words: each.before }) : t('copies.review.finerTake', { words: each.after })}
            </Chip>
          ))}
        </div>
      )}
      {parts.map(({ part, index }, at) => (
        <MixField
          key={`${index} ${start.round}`}
          part={part}
          nodes={start.mixed[index] ?? []}
          label={parts.length === 1 ? t('copies.review.mixField') : t('copies.review.mixPart', { at: at + 1, total: parts.length })}
          onWritten={(document) => written.current.set(index, document)}
        />
      ))}
    </Dialog>
  )
}

function MixField({
  part,
  nodes,
  label,
  onWritten,
}: {
  part: TextPart
  nodes: readonly ProseMirrorJson[]
  label: string
  onWritten: (document: ProseMirrorJson) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef(onWritten)
  latest.current = onWritten
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; another beginning is another field
  useLayoutEffect(() => {
    if (!host.current) return
    const editor = new Editor({
      element: host.current,
      injectCSS: false,
      enablePasteRules: false,
      extensions: [...schemaExtensions({}), UndoRedo],
      content: toEdit(part, nodes) as object,
      editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: textClass } },
      onUpdate: ({ editor }) => latest.current(editor.getJSON() as ProseMirrorJson),
    })
    return () => editor.destroy()
  }, [])
  return <div ref={host} className={styles.field} />
}
