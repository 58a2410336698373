/** The menu behind "/": knows what was typed after it and hands arrows, Enter and Esc to whoever draws the list. */
import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { isFromOthers } from './origin'

export interface SlashState {
  /** Position of the slash. */
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
const LONGEST = 24

const isOffered = (name: string) => name === 'paragraph'

function next(tr: Transaction, state: EditorState, before: SlashState | null): SlashState | null {
  const command = tr.getMeta(key) as { open: number } | 'close' | undefined
  if (command === 'close') return null
  const from = typeof command === 'object' ? command.open : before && tr.mapping.map(before.from, isFromOthers(tr) ? 1 : -1)
  if (from === null) return null
  const { $head, empty, head } = state.selection
  if (!empty || !isOffered($head.parent.type.name) || head <= from || from < $head.start()) return null
  const text = $head.parent.textBetween(from - $head.start(), head - $head.start(), undefined, '\ufffc')
  if (!text.startsWith('/') || text.length > LONGEST || /\s\s|\ufffc/.test(text)) return null
  return before?.from === from && before.query === text.slice(1) ? before : { from, query: text.slice(1) }
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
            if (text !== '/' || !editor.isEditable) return false
            const { $head } = view.state.selection
            const before = $head.parent.textBetween(Math.max(0, from - $head.start() - 1), from - $head.start(), undefined, '\ufffc')
            if (!isOffered($head.parent.type.name) || (before !== '' && !/\s/.test(before))) return false
            view.dispatch(view.state.tr.insertText('/', from, to).setMeta(key, { open: from }))
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

/** Takes "/…" out of the text, then does what was chosen. */
export function chooseSlash(editor: Editor, state: SlashState, run: (editor: Editor) => void): void {
  editor.view.dispatch(editor.state.tr.delete(state.from, editor.state.selection.head).setMeta(key, 'close'))
  run(editor)
  editor.view.focus()
}
