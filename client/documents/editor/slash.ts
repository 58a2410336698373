/** The menus behind "/" (what to add) and "[[" (a document to link to): knows what was typed after it and hands arrows, Enter and Esc to whoever draws the list. */
import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { isFromOthers } from './origin'

export interface SlashState {
  readonly kind: 'add' | 'document'
  /** Position of the sign that opened it. */
  readonly from: number
  readonly query: string
}

export interface SlashSettings {
  onChange(state: SlashState | null): void
  /** True: the key was for the list. */
  onKey(key: 'ArrowUp' | 'ArrowDown' | 'Enter' | 'Tab' | 'Escape'): boolean
}

const key = new PluginKey<SlashState | null>('slash')

/** Longer than any name in the list: then it was not meant for it. */
const LONGEST = { add: 24, document: 80 } as const
const SIGNS = { add: '/', document: '[[' } as const

/** Blocks come only where a block can stand; a link wherever there are words with marks. */
const isOffered = (kind: SlashState['kind'], name: string) =>
  name === 'paragraph' || (kind === 'document' && name !== 'codeBlock' && name !== 'title' && name !== 'horizon')

function next(tr: Transaction, state: EditorState, before: SlashState | null): SlashState | null {
  const command = tr.getMeta(key) as { open: number; kind: SlashState['kind'] } | 'close' | undefined
  if (command === 'close') return null
  const from = typeof command === 'object' ? command.open : before && tr.mapping.map(before.from, isFromOthers(tr) ? 1 : -1)
  const kind = typeof command === 'object' ? command.kind : (before?.kind ?? 'add')
  if (from === null) return null
  const { $head, empty, head } = state.selection
  if (!empty || !isOffered(kind, $head.parent.type.name) || head <= from || from < $head.start()) return null
  const text = $head.parent.textBetween(from - $head.start(), head - $head.start(), undefined, '\ufffc')
  const sign = SIGNS[kind]
  if (!text.startsWith(sign) || text.length > LONGEST[kind] || /\s\s|\ufffc|\]\]/.test(text)) return null
  const query = text.slice(sign.length)
  return before?.kind === kind && before.from === from && before.query === query ? before : { kind, from, query }
}

export const Slash = Extension.create<SlashSettings>({
  name: 'slash',
  priority: 1100,
  addOptions: () => ({ onChange: () => {}, onKey: () => false }),
  addProseMirrorPlugins() {
    const { onChange, onKey } = this.options
    const { editor } = this
    return [
      new Plugin<SlashState | null>({
        key,
        state: {
          init: () => null,
          apply: (tr, before, _old, state) => (before || tr.getMeta(key) ? next(tr, state, before) : null),
        },
        view: () => ({
          update: (view, before) => {
            const state = key.getState(view.state) ?? null
            if (state !== (key.getState(before) ?? null)) onChange(state)
          },
          destroy: () => onChange(null),
        }),
        props: {
          handleTextInput(view, from, to, text) {
            if ((text !== '/' && text !== '[') || !editor.isEditable) return false
            const { $head } = view.state.selection
            const before = $head.parent.textBetween(Math.max(0, from - $head.start() - 1), from - $head.start(), undefined, '\ufffc')
            const kind = text === '/' ? 'add' : 'document'
            if (!isOffered(kind, $head.parent.type.name) || (kind === 'add' ? before !== '' && !/\s/.test(before) : before !== '[')) return false
            view.dispatch(view.state.tr.insertText(text, from, to).setMeta(key, { open: kind === 'add' ? from : from - 1, kind }))
            return true
          },
          handleKeyDown(view, event) {
            if (!key.getState(view.state) || event.isComposing) return false
            const { key: pressed } = event
            if (pressed === 'Escape') {
              closeSlash(editor)
              return true
            }
            return (pressed === 'ArrowUp' || pressed === 'ArrowDown' || pressed === 'Enter' || pressed === 'Tab') && onKey(pressed)
          },
        },
      }),
    ]
  },
})

export function closeSlash(editor: Editor): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, 'close'))
}

/** Opens the list of documents at the caret, as if "[[" had been typed. */
export function askForDocument(editor: Editor): void {
  const { from, to } = editor.state.selection
  editor.view.dispatch(editor.state.tr.insertText(SIGNS.document, from, to).setMeta(key, { open: from, kind: 'document' }).scrollIntoView())
}

/** Takes "/…" out of the text, then does what was chosen. */
export function chooseSlash(editor: Editor, state: SlashState, run: (editor: Editor) => void): void {
  editor.view.dispatch(editor.state.tr.delete(state.from, editor.state.selection.head).setMeta(key, 'close'))
  run(editor)
  editor.view.focus()
}
