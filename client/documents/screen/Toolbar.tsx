import type { Editor } from '@tiptap/core'
import { NodeSelection, type Selection } from '@tiptap/pm/state'
import type { ReactNode } from 'react'
import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuChoices } from '../../design/layers/Menu'
import type { IconName } from '../../design/signs/icons'
import { useMedia } from '../../design/useMedia'
import { t } from '../../words/words'
import { documentKeys } from '../editor/keys'
import type { PlainWord } from '../plainWord'
import { TableMenu } from './TableMenu'
import styles from './Toolbar.module.css'
import { useEditorValue } from './useEditorValue'

export const kinds = ['text', 'heading1', 'heading2', 'heading3', 'codeBlock'] as const
export type Kind = (typeof kinds)[number]

export interface ToolState {
  readonly kind: Kind | 'title' | 'assumption' | 'horizon' | 'detailsSummary' | 'image' | 'horizontalRule'
  readonly marks: readonly string[]
  readonly wraps: readonly string[]
  readonly inTable: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
}

const NOTHING: ToolState = { kind: 'text', marks: [], wraps: [], inTable: false, canUndo: false, canRedo: false }
const markNames = ['bold', 'italic', 'strike', 'highlight', 'code', 'link']

/** What holds at the caret. Walks the caret's ancestors only. */
export function toolState(editor: Editor): ToolState {
  const { selection } = editor.state
  const { $from, empty } = selection
  const stored = editor.state.storedMarks ?? (empty ? $from.marks() : null)
  const wraps: string[] = []
  for (let depth = $from.depth; depth > 0; depth--) wraps.push($from.node(depth).type.name)
  const manager = editor.storage.sharedText.undoManager
  return {
    kind: kindAt(selection),
    marks: markNames.filter((mark) => (stored ? stored.some(({ type }) => type.name === mark) : editor.isActive(mark))),
    wraps,
    inTable: wraps.includes('table'),
    canUndo: manager?.canUndo() ?? false,
    canRedo: manager?.canRedo() ?? false,
  }
}

export const useToolState = (editor: Editor | null): ToolState => useEditorValue(editor, toolState, NOTHING)

/** The nearest list around the caret. */
export const listOf = ({ wraps }: ToolState) => wraps.find((name) => name === 'bulletList' || name === 'orderedList' || name === 'taskList')

export function setKind(editor: Editor, kind: Kind): void {
  const chain = editor.chain().focus()
  if (kind === 'text') chain.setNode('paragraph').run()
  else if (kind === 'codeBlock') chain.setNode('codeBlock').run()
  else chain.setNode('heading', { level: Number(kind.slice(-1)) }).run()
}

export const kindWords: Record<ToolState['kind'], PlainWord> = {
  text: 'documents.text',
  heading1: 'documents.heading1',
  heading2: 'documents.heading2',
  heading3: 'documents.heading3',
  codeBlock: 'documents.codeBlock',
  title: 'documents.title',
  assumption: 'documents.assumption',
  horizon: 'documents.horizon',
  detailsSummary: 'documents.details',
  image: 'documents.pictureAdd',
  horizontalRule: 'documents.rule',
}

/** The kind of what is selected or holds the caret. What has no words of its own (the whole text, a table as one thing) counts as text. */
export function kindAt(selection: Selection): ToolState['kind'] {
  const { type, attrs } = selection instanceof NodeSelection && selection.node.isBlock ? selection.node : selection.$from.parent
  const { name } = type
  const kind = name === 'heading' ? `heading${Number(attrs.level)}` : name
  return Object.hasOwn(kindWords, kind) ? (kind as ToolState['kind']) : 'text'
}

export const keysFor = (words: PlainWord): string | undefined => documentKeys.find((key) => key.words === words)?.keys

/** Does what the key of the same words does, with the text focused again. */
export function runKey(editor: Editor, words: PlainWord): void {
  documentKeys.find((key) => key.words === words)?.run(editor)
  editor.view.focus()
}

interface Tool {
  readonly icon: IconName
  readonly words: PlainWord
  readonly isOn: (state: ToolState) => boolean
}

export const markTools: readonly Tool[] = [
  { icon: 'bold', words: 'documents.bold', isOn: ({ marks }) => marks.includes('bold') },
  { icon: 'italic', words: 'documents.italic', isOn: ({ marks }) => marks.includes('italic') },
  { icon: 'strike', words: 'documents.strike', isOn: ({ marks }) => marks.includes('strike') },
  { icon: 'highlight', words: 'documents.highlight', isOn: ({ marks }) => marks.includes('highlight') },
]

export const blockTools: readonly Tool[] = [
  { icon: 'bulletList', words: 'documents.bullets', isOn: (state) => listOf(state) === 'bulletList' },
  { icon: 'numberedList', words: 'documents.numbers', isOn: (state) => listOf(state) === 'orderedList' },
  { icon: 'taskList', words: 'documents.tasks', isOn: (state) => listOf(state) === 'taskList' },
  { icon: 'quote', words: 'documents.quote', isOn: ({ wraps }) => wraps.includes('blockquote') },
]

/** Where no handle can be pointed at. */
export const moveTools = [
  { icon: 'moveUp', words: 'documents.moveUp' },
  { icon: 'moveDown', words: 'documents.moveDown' },
] as const

/** A press must not take the caret out of the text. */
export const keepFocus = (event: { preventDefault(): void }): void => event.preventDefault()

export function ToolButton({ editor, tool, state, small = true }: { editor: Editor; tool: Tool; state: ToolState; small?: boolean }) {
  return (
    <IconButton
      name={tool.icon}
      label={t(tool.words)}
      {...(keysFor(tool.words) ? { keys: keysFor(tool.words) ?? '' } : {})}
      small={small}
      iconSize={20}
      pressed={tool.isOn(state)}
      onMouseDown={keepFocus}
      onClick={() => runKey(editor, tool.words)}
    />
  )
}

export interface ToolbarProps {
  readonly editor: Editor
  readonly onLink: () => void
  readonly onPicture: () => void
  /** More tools at the end: the comment's button. */
  readonly children?: ReactNode
}

/** The tools above the text: what most people reach for; everything else is behind "/". */
export function Toolbar({ editor, onLink, onPicture, children }: ToolbarProps) {
  const state = useToolState(editor)
  const isCoarse = useMedia('(pointer: coarse)')
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('documents.tools')} aria-orientation="horizontal">
      <div className={styles.group}>
        <Menu
          label={t('documents.kind')}
          button={
            <Button
              kind="quiet"
              small
              iconEnd="caretDown"
              className={styles.kind}
              aria-label={`${t('documents.kind')}: ${t(kindWords[state.kind])}`}
              onMouseDown={keepFocus}
            >
              {t(kindWords[state.kind])}
            </Button>
          }
        >
          <MenuChoices
            label={t('documents.kind')}
            value={state.kind}
            onChange={(kind) => setKind(editor, kind as Kind)}
            options={kinds.map((kind) => ({ value: kind as string, words: t(kindWords[kind]), keys: keysFor(kindWords[kind]) ?? '' }))}
          />
        </Menu>
      </div>
      <div className={styles.group}>
        {markTools.map((tool) => (
          <ToolButton key={tool.words} editor={editor} tool={tool} state={state} />
        ))}
        <IconButton
          name="link"
          label={t('documents.link')}
          keys="Ctrl+Shift+K"
          small
          iconSize={20}
          pressed={state.marks.includes('link')}
          onMouseDown={keepFocus}
          onClick={onLink}
        />
      </div>
      <div className={styles.group}>
        {blockTools.map((tool) => (
          <ToolButton key={tool.words} editor={editor} tool={tool} state={state} />
        ))}
        <TableMenu editor={editor} inTable={state.inTable} />
        <IconButton name="picture" label={t('documents.pictureAdd')} small iconSize={20} onMouseDown={keepFocus} onClick={onPicture} />
      </div>
      {isCoarse && (
        <div className={styles.group}>
          {moveTools.map(({ icon, words }) => (
            <IconButton key={words} name={icon} label={t(words)} small iconSize={20} onMouseDown={keepFocus} onClick={() => runKey(editor, words)} />
          ))}
        </div>
      )}
      {children && <div className={styles.group}>{children}</div>}
    </div>
  )
}
