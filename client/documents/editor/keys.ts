/** The keys of the text, in one table: what is bound, what menus show and what stands under `?` are the same lines. */
import { type Editor, Extension } from '@tiptap/core'
import { whenFetched } from '../../design/whenFetched'
import type { PlainWord } from '../plainWord'

export interface DocumentKey {
  /** As shown: "Ctrl+B". Ctrl is Command on an Apple keyboard. */
  readonly keys: string
  readonly words: PlainWord
  readonly run: (editor: Editor) => boolean
}

/** What moves blocks comes when it is first wanted, and is there from the first hover over the text. */
const move = (direction: -1 | 1) => (editor: Editor) => {
  void whenFetched(() => import('../blocks/moveBlocks')).then(({ moveBy }) => {
    if (!editor.isDestroyed) moveBy(editor, direction)
  })
  return true
}

const list = (name: string, item: string) => (editor: Editor) => editor.commands.toggleList(name, item)

export const documentKeys = [
  { keys: 'Ctrl+B', words: 'documents.bold', run: (editor) => editor.commands.toggleMark('bold') },
  { keys: 'Ctrl+I', words: 'documents.italic', run: (editor) => editor.commands.toggleMark('italic') },
  { keys: 'Ctrl+Shift+S', words: 'documents.strike', run: (editor) => editor.commands.toggleMark('strike') },
  { keys: 'Ctrl+Shift+H', words: 'documents.highlight', run: (editor) => editor.commands.toggleMark('highlight') },
  { keys: 'Ctrl+E', words: 'documents.code', run: (editor) => editor.commands.toggleMark('code') },
  { keys: 'Ctrl+Alt+0', words: 'documents.text', run: (editor) => editor.commands.setNode('paragraph') },
  { keys: 'Ctrl+Alt+1', words: 'documents.heading1', run: (editor) => editor.commands.toggleNode('heading', 'paragraph', { level: 1 }) },
  { keys: 'Ctrl+Alt+2', words: 'documents.heading2', run: (editor) => editor.commands.toggleNode('heading', 'paragraph', { level: 2 }) },
  { keys: 'Ctrl+Alt+3', words: 'documents.heading3', run: (editor) => editor.commands.toggleNode('heading', 'paragraph', { level: 3 }) },
  { keys: 'Ctrl+Shift+7', words: 'documents.numbers', run: list('orderedList', 'listItem') },
  { keys: 'Ctrl+Shift+8', words: 'documents.bullets', run: list('bulletList', 'listItem') },
  { keys: 'Ctrl+Shift+9', words: 'documents.tasks', run: list('taskList', 'taskItem') },
  { keys: 'Ctrl+Shift+B', words: 'documents.quote', run: (editor) => editor.commands.toggleWrap('blockquote') },
  { keys: 'Ctrl+Alt+C', words: 'documents.codeBlock', run: (editor) => editor.commands.toggleNode('codeBlock', 'paragraph') },
  { keys: 'Alt+Shift+ArrowUp', words: 'documents.moveUp', run: move(-1) },
  { keys: 'Alt+Shift+ArrowDown', words: 'documents.moveDown', run: move(1) },
  { keys: 'Ctrl+Z', words: 'documents.undo', run: (editor) => editor.commands.undo() },
  { keys: 'Ctrl+Shift+Z', words: 'documents.redo', run: (editor) => editor.commands.redo() },
] as const satisfies readonly DocumentKey[]

/** Bound by the screen, because they open something of it. */
export const screenKeys = [
  { keys: 'Ctrl+Shift+K', words: 'documents.link' },
  { keys: 'Alt+Enter', words: 'documents.linkFollow' },
  { keys: 'Ctrl+F', words: 'documents.find' },
  { keys: 'Alt+P', words: 'documents.whoIsHere' },
] as const satisfies readonly Omit<DocumentKey, 'run'>[]

export type ScreenKey = (typeof screenKeys)[number]['keys']

/** "Ctrl+Shift+7" as ProseMirror's keymap wants it. */
const bindingOf = (keys: string) =>
  keys
    .replace('Ctrl', 'Mod')
    .replaceAll('+', '-')
    .replace(/-([A-Z])$/, (_, letter: string) => `-${letter.toLowerCase()}`)

/** Keys, and what Enter and Backspace do round the blocks that are ours. */
export const DocumentKeys = Extension.create<{ onKey: (key: ScreenKey) => boolean }>({
  name: 'documentKeys',
  priority: 900,
  addOptions: () => ({ onKey: () => false }),
  addKeyboardShortcuts() {
    const { editor } = this
    const bound = documentKeys.map(({ keys, run }) => [bindingOf(keys), () => run(editor)] as const)
    const screen = screenKeys.map(({ keys }) => [bindingOf(keys), () => this.options.onKey(keys)] as const)
    return {
      ...Object.fromEntries([...bound, ...screen]),
      Enter: () => enter(editor),
      Backspace: () => backspace(editor),
      Tab: () => indent(editor),
      'Shift-Tab': () => outdent(editor),
    }
  },
})

const single: ReadonlySet<string> = new Set(['title', 'assumption', 'horizon'])

/** After a title, an assumption or a horizon comes a paragraph; Enter in a summary goes into what unfolds. */
function enter(editor: Editor): boolean {
  const { $from, $to, empty } = editor.state.selection
  const { parent } = $from
  if (parent.type.name === 'detailsSummary') {
    const inside = $from.after() + 2
    return editor
      .chain()
      .command(({ tr }) => inside <= tr.doc.content.size)
      .setTextSelection(inside)
      .scrollIntoView()
      .run()
  }
  if (!single.has(parent.type.name) || !$to.sameParent($from)) return false
  if (empty && parent.content.size === 0 && parent.type.name !== 'title') return editor.commands.setNode('paragraph')
  return editor
    .chain()
    .command(({ tr, state }) => {
      const { paragraph } = state.schema.nodes
      if (!paragraph) return false
      tr.deleteSelection()
      tr.split(tr.selection.from, 1, [{ type: paragraph }])
      return true
    })
    .scrollIntoView()
    .run()
}

/** At its beginning, an assumption, a horizon or a heading first becomes a paragraph; an empty, folded text goes whole. */
function backspace(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection
  if (!empty || $from.parentOffset > 0) return false
  const { parent } = $from
  if (parent.type.name === 'assumption' || parent.type.name === 'horizon' || (parent.type.name === 'heading' && $from.index(0) > 0))
    return editor.commands.setNode('paragraph')
  if (parent.type.name === 'detailsSummary') return unfold(editor)
  return false
}

/** The folded text becomes paragraphs: summary first, then what was inside. */
function unfold(editor: Editor): boolean {
  const { $from } = editor.state.selection
  const depth = $from.depth - 1
  const details = $from.node(depth)
  if (details.type.name !== 'details') return false
  return editor
    .chain()
    .command(({ tr, state }) => {
      const { paragraph } = state.schema.nodes
      if (!paragraph || !details.firstChild || !details.lastChild) return false
      const at = $from.before(depth)
      const inside = details.lastChild.textContent === '' && details.lastChild.childCount === 1 ? [] : details.lastChild.children
      tr.replaceWith(at, at + details.nodeSize, [paragraph.create(null, details.firstChild.content), ...inside])
      return true
    })
    .run()
}

function indent(editor: Editor): boolean {
  const { commands } = editor
  if (editor.isActive('table') && commands.goToNextCell()) return true
  if (editor.isActive('table') && editor.can().addRowAfter()) return editor.chain().addRowAfter().goToNextCell().run()
  if (commands.sinkListItem('taskItem') || commands.sinkListItem('listItem')) return true
  if (editor.isActive('codeBlock')) return commands.insertContent('  ')
  // In a list that cannot go deeper Tab does nothing; elsewhere it leaves the text, as it does everywhere on the page.
  return editor.isActive('listItem') || editor.isActive('taskItem')
}

function outdent(editor: Editor): boolean {
  const { commands } = editor
  if (editor.isActive('table')) return commands.goToPreviousCell()
  return commands.liftListItem('taskItem') || commands.liftListItem('listItem')
}
