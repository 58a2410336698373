import type { Editor } from '@tiptap/core'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { Button } from '../design/controls/Button'
import { IconButton } from '../design/controls/IconButton'
import { Sheet } from '../design/layers/Sheet'
import { Banner } from '../design/page/Banner'
import { Unseen } from '../design/Unseen'
import { useMedia, usePhone } from '../design/useMedia'
import { whenFetched } from '../design/whenFetched'
import { formatList } from '../words/formats'
import { t } from '../words/words'
import type { LookOf } from './caret/remoteCarets'
import type { CommentsOf } from './comments/useAreComments'
import { type CommentsDoor, loadComments, useCommentsDoor } from './comments/useCommentsDoor'
import { type DocumentActions, documentActions } from './documentActions'
import { titleOf } from './documentJson'
import type { ScreenKey } from './editor/keys'
import type { SlashState } from './editor/slash'
import { followAtCaret } from './links/followLink'
import { type LinkTargets, NO_TARGETS } from './links/linkTargets'
import { usePaper } from './paper/usePaper'
import { pasteProps } from './paste/pasteProps'
import { NO_PICTURES, type Pictures } from './pictures/pictures'
import { PICTURE_FILES } from './pictures/takePictures'
import caretStyles from './screen/CaretLayer.module.css'
import styles from './screen/DocumentEditor.module.css'
import { Outline } from './screen/Outline'
import type { SlashKeyHandler } from './screen/SlashMenu'
import { keepFocus, Toolbar } from './screen/Toolbar'
import { useDocumentEditor } from './screen/useDocumentEditor'
import { useTextFacts } from './screen/useTextFacts'

const Comments = lazy(() => whenFetched(() => loadComments()).then(({ Comments }) => ({ default: Comments })))
const BlockHandle = lazy(() => whenFetched(() => import('./blocks/BlockHandle')).then(({ BlockHandle }) => ({ default: BlockHandle })))
const FactsDialog = lazy(() => whenFetched(() => import('./screen/FactsDialog')).then(({ FactsDialog }) => ({ default: FactsDialog })))
const FindPanel = lazy(() => whenFetched(() => import('./screen/FindPanel')).then(({ FindPanel }) => ({ default: FindPanel })))
const LinkPanel = lazy(() => whenFetched(() => import('./screen/LinkPanel')).then(({ LinkPanel }) => ({ default: LinkPanel })))
const PhoneBar = lazy(() => whenFetched(() => import('./screen/PhoneBar')).then(({ PhoneBar }) => ({ default: PhoneBar })))
const SlashMenu = lazy(() => whenFetched(() => import('./screen/SlashMenu')).then(({ SlashMenu }) => ({ default: SlashMenu })))
const StaticText = lazy(() => whenFetched(() => import('./screen/StaticText')).then(({ StaticText }) => ({ default: StaticText })))

export interface DocumentEditorProps {
  /** What the replica opened; its text must be there already (`opened`): no editor mounts before a base exists. */
  readonly document: { readonly ydoc: Y.Doc; readonly awareness: Awareness }
  readonly me: { readonly name: string; readonly colour: number; readonly device: string }
  /** False: the editor is bound to a clone, and nothing offers to write. */
  readonly mayWrite: boolean
  /** [S11] The document needs a newer version: it is shown, not edited. */
  readonly newer?: boolean
  /** What the records know of a device in presence; null: its own claim is shown. */
  readonly lookOf?: LookOf
  /** Names to choose from where a person is asked for. */
  readonly names?: readonly string[]
  /** The title's words, whenever they changed (at most every 250 ms). */
  readonly onTitle?: (title: string) => void
  /** Once the editor stands, and null when it goes. */
  readonly onReady?: (actions: DocumentActions | null) => void
  /** Something to be said in passing (a toast): copied, replaced; or a refusal that stays until read. */
  readonly onNotice?: (words: string, kind: 'said' | 'refused') => void
  /** Whose comments stand beside the text; none: nothing of them. */
  readonly comments?: CommentsOf | null
  /** More tools. */
  readonly tools?: ReactNode
  readonly phoneTools?: ReactNode
  /** Below the outline: copies, versions. */
  readonly outlineFoot?: ReactNode
  /** What a text can link to. One and the same for as long as the document is shown. */
  readonly targets?: LinkTargets
  /** Who keeps the pictures. One and the same for as long as the document is shown. */
  readonly pictures?: Pictures
  /** Below the text: what links to it. */
  readonly foot?: ReactNode
  /** Beside the text, in place of the comments. */
  readonly margin?: ReactNode
  /** Puts the caret at the end of the title (a new document) or of the text. */
  readonly focus?: 'title' | 'text' | null
}

const nothing = (): null => null
const silent = (): void => {}
const NO_NAMES: readonly string[] = []

/** A document: its text, the tools above it, its outline at the start, what belongs to its lines at the end. It fills its place and scrolls by itself. */
export function DocumentEditor(props: DocumentEditorProps) {
  const [unknown, setUnknown] = useState(false)
  const { ydoc } = props.document
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins anew
  useEffect(() => setUnknown(false), [ydoc])
  if (props.newer || unknown) return <NewerDocument ydoc={ydoc} margin={props.margin} />
  return <OpenEditor {...props} onUnknown={() => setUnknown(true)} />
}

function NewerDocument({ ydoc, margin }: { ydoc: Y.Doc; margin: ReactNode }) {
  const column = useRef<HTMLDivElement>(null)
  usePaper(
    () => column.current?.querySelector('article') ?? null,
    () => titleOf(ydoc),
  )
  return (
    <div className={styles.room}>
      <div className={styles.newer}>
        <Banner icon="update" title={t('documents.newer')}>
          {t('documents.newerLine')}
        </Banner>
      </div>
      <div ref={column} className={styles.column}>
        <Suspense fallback={null}>
          <StaticText ydoc={ydoc} label={t('documents.readerLabel')} />
        </Suspense>
      </div>
      {margin && (
        <aside className={styles.margin} tabIndex={-1} data-region="margin">
          {margin}
        </aside>
      )}
    </div>
  )
}

function OpenEditor(props: DocumentEditorProps & { onUnknown: () => void }) {
  const {
    document: opened,
    me,
    mayWrite,
    lookOf = nothing,
    names = NO_NAMES,
    onNotice = silent,
    targets = NO_TARGETS,
    pictures = NO_PICTURES,
    onUnknown,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const column = useRef<HTMLDivElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const slashKeys = useRef<SlashKeyHandler | null>(null)
  const [slash, setSlash] = useState<SlashState | null>(null)
  const [panel, setPanel] = useState<'find' | 'link' | 'outline' | null>(null)
  const [asked, setAsked] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const phone = usePhone()
  const wide = useMedia('(min-width: 1100px)')
  const beside = useMedia('(min-width: 900px)')
  const onSaid = useRef<(words: string) => void>(silent)
  onSaid.current = (words) => onNotice(words, 'said')
  const sayComments = useCallback((words: string) => onSaid.current(words), [])
  const isFine = useMedia('(pointer: fine)')
  const whoIsHere = useRef<() => void>(silent)
  const follow = useRef<() => boolean>(() => false)

  const onKey = useCallback((key: ScreenKey) => {
    if (key === 'Alt+Enter') return follow.current()
    if (key === 'Ctrl+F') setPanel('find')
    else if (key === 'Ctrl+Shift+K') setPanel('link')
    else whoIsHere.current()
    return true
  }, [])
  const pickPicture = useRef<HTMLInputElement>(null)
  const made = useRef<Editor | null>(null)
  async function addPicture(file: File, at: number | null) {
    if (!made.current || !mayWrite) return
    const { insertPicture } = await whenFetched(() => import('./pictures/insertPicture'))
    const put = await insertPicture(made.current, file, pictures, at).catch(() => null)
    if (put?.ok) setAsked(put.value)
    else onNotice(put?.reason ?? t('documents.pictureNot'), 'refused')
  }
  const mounted = useDocumentEditor({
    ydoc: opened.ydoc,
    awareness: opened.awareness,
    device: me.device,
    mayWrite,
    lookOf,
    host,
    layer,
    onUnknown,
    onKey,
    onSlash: setSlash,
    onSlashKey: (key) => slashKeys.current?.(key) ?? false,
    onFacts: setAsked,
    targets,
    pictures,
    onPicture: (file, at) => void addPicture(file, at),
    onAskPicture: () => pickPicture.current?.click(),
    paste: (editor) => pasteProps({ editor, onRefused: (words) => onNotice(words, 'refused') }),
  })
  const editor = mounted?.editor ?? null
  const comments = useCommentsDoor(props.comments, editor)
  made.current = editor
  const facts = useTextFacts(editor)
  follow.current = () => editor !== null && followAtCaret(editor, targets)
  whoIsHere.current = () => {
    const here = mounted?.carets.namesHere() ?? []
    const words = here.length === 0 ? t('documents.nobodyInParagraph') : t('documents.inParagraph', { count: here.length, names: formatList(here) })
    // Said again even if it is the same: a live region only speaks of what changed.
    setSaid('')
    requestAnimationFrame(() => setSaid(words))
  }
  usePaper(
    () => editor?.view.dom ?? null,
    () => titleOf(opened.ydoc),
  )
  useTitle(editor, opened.ydoc, props.onTitle)
  useReady(editor, props, () => setPanel('find'))

  return (
    <div ref={scroller} className={styles.room}>
      {/* Their place is there before them, so that the text does not move. */}
      {mayWrite && !phone && (
        <div className={styles.tools}>
          {editor && (
            <Toolbar editor={editor} onLink={() => setPanel('link')} onPicture={() => pickPicture.current?.click()}>
              {comments.maySpeak && (
                <IconButton
                  name="comment"
                  label={t('comments.write')}
                  keys="Ctrl+Alt+M"
                  small
                  iconSize={20}
                  onMouseDown={keepFocus}
                  onClick={() => comments.ask('write')}
                />
              )}
              {!beside && comments.count > 0 && <CommentsButton comments={comments} />}
              {props.tools}
            </Toolbar>
          )}
        </div>
      )}
      {editor && wide && (
        <div className={styles.outline}>
          <Outline editor={editor} entries={facts.outline} words={facts.words} scroller={scroller}>
            {props.outlineFoot}
          </Outline>
        </div>
      )}
      {editor && panel === 'find' && (
        <Suspense fallback={null}>
          <FindPanel editor={editor} mayWrite={mayWrite} onClose={() => setPanel(null)} onSaid={(words) => onNotice(words, 'said')} />
        </Suspense>
      )}
      <div ref={column} className={styles.column}>
        {editor && mayWrite && isFine && (
          <Suspense fallback={null}>
            <BlockHandle editor={editor} column={column} onFacts={setAsked} />
          </Suspense>
        )}
        <div ref={host} />
        <div ref={layer} className={caretStyles.layer} aria-hidden="true" />
        {editor && props.foot}
      </div>
      {props.margin && (
        <aside className={styles.margin} tabIndex={-1} data-region="margin">
          {props.margin}
        </aside>
      )}
      {editor && props.comments && comments.wanted && !(props.margin && beside) && (
        <Suspense fallback={null}>
          <Comments
            of={props.comments}
            editor={editor}
            awareness={opened.awareness}
            scroller={scroller}
            mayWrite={mayWrite}
            beside={beside}
            phone={phone}
            asked={comments.asked}
            className={`${styles.margin} ${styles.atLines}`}
            onCount={comments.setCount}
            onNotice={sayComments}
          />
        </Suspense>
      )}
      {editor && phone && mayWrite && (
        <Suspense fallback={null}>
          <PhoneBar editor={editor} onOutline={() => setPanel('outline')} onLink={() => setPanel('link')}>
            {comments.maySpeak && (
              <IconButton
                name="comment"
                iconSize={22}
                label={t('comments.title')}
                count={comments.count}
                placement="top"
                onMouseDown={keepFocus}
                onClick={() => comments.ask(editor.state.selection.empty ? 'open' : 'write')}
              />
            )}
            {props.phoneTools}
          </PhoneBar>
        </Suspense>
      )}
      {editor && !mayWrite && !beside && comments.count > 0 && (
        <div className={styles.corner}>
          <CommentsButton comments={comments} />
        </div>
      )}
      {editor && !wide && (
        <Sheet open={panel === 'outline'} onClose={() => setPanel(null)} title={t('documents.outline')}>
          <Outline editor={editor} entries={facts.outline} words={facts.words} scroller={scroller} onJump={() => setPanel(null)}>
            {props.outlineFoot}
          </Outline>
        </Sheet>
      )}
      <Suspense fallback={null}>
        {editor && mayWrite && panel === 'link' && <LinkPanel editor={editor} targets={targets} onClose={() => setPanel(null)} />}
        {editor && slash && (
          <SlashMenu
            editor={editor}
            state={slash}
            targets={targets}
            onKeys={(handler) => {
              slashKeys.current = handler
            }}
          />
        )}
        {editor && asked !== null && <FactsDialog editor={editor} position={asked} names={names} onClose={() => setAsked(null)} />}
      </Suspense>
      <input
        ref={pickPicture}
        type="file"
        hidden
        accept={PICTURE_FILES}
        aria-label={t('documents.pictureAdd')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void addPicture(file, null)
          event.target.value = ''
        }}
      />
      <Unseen>
        <span role="status">{said}</span>
      </Unseen>
    </div>
  )
}

/** Where there is no margin: how many are open, and the way to them. */
function CommentsButton({ comments }: { comments: CommentsDoor }) {
  return (
    <Button small kind="line" icon="comment" onMouseDown={keepFocus} onClick={() => comments.ask('open')}>
      {t('comments.open', { count: comments.count })}
    </Button>
  )
}

function useTitle(editor: Editor | null, ydoc: Y.Doc, onTitle: ((title: string) => void) | undefined): void {
  const latest = useRef(onTitle)
  latest.current = onTitle
  useEffect(() => {
    if (!editor) return
    let timer: ReturnType<typeof setTimeout> | null = null
    let last: string | null = null
    const look = () => {
      timer = null
      const title = titleOf(ydoc)
      if (title === last) return
      last = title
      latest.current?.(title)
    }
    const soon = () => {
      timer ??= setTimeout(look, 250)
    }
    look()
    ydoc.on('updateV2', soon)
    return () => {
      ydoc.off('updateV2', soon)
      if (timer) clearTimeout(timer)
    }
  }, [editor, ydoc])
}

function useReady(editor: Editor | null, props: DocumentEditorProps, find: () => void): void {
  const latest = useRef(props)
  latest.current = props
  const finding = useRef(find)
  finding.current = find
  useEffect(() => {
    if (!editor) return
    const { onReady, focus, onNotice = silent, targets = NO_TARGETS } = latest.current
    const said = (words: string) => onNotice(words, 'said')
    onReady?.(documentActions(editor, { find: () => finding.current(), onNotice: said, titleOf: targets.titleOf }))
    if (focus === 'text') editor.commands.focus('end')
    else if (focus === 'title') editor.commands.focus((editor.state.doc.firstChild?.nodeSize ?? 2) - 1)
    return () => latest.current.onReady?.(null)
  }, [editor])
}
