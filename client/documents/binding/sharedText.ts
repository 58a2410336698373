/** The extension that binds an editor to a document's text: y-tiptap's plugins, with the mapping kept and an undo that knows whose change it was. */
import { Extension } from '@tiptap/core'
import { defaultDeleteFilter, type ProsemirrorBinding, redo, undo, ySyncPlugin, ySyncPluginKey, yUndoPlugin, yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { TEXTBLOCKS } from '../schema/schema'
import { type BindingHooks, EDITOR_META, KeptMapping } from './keptMapping'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sharedText: {
      /** Takes back the last of one's own changes; never another's. */
      undo: () => ReturnType
      redo: () => ReturnType
    }
  }
  interface Storage {
    sharedText: { kept: KeptMapping | null; undoManager: Y.UndoManager | null }
  }
}

export interface SharedTextOptions {
  readonly fragment: Y.XmlFragment
  readonly hooks: BindingHooks
}

const protectedNodes = new Set<string>(TEXTBLOCKS)

export const SharedText = Extension.create<SharedTextOptions, { kept: KeptMapping | null; undoManager: Y.UndoManager | null }>({
  name: 'sharedText',
  priority: 1000,

  addStorage: () => ({ kept: null, undoManager: null }),

  addCommands() {
    const manager = () => this.storage.undoManager
    return {
      undo:
        () =>
        ({ tr, state, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          if (!manager()?.canUndo()) return false
          return dispatch ? (undo(state) ?? false) : true
        },
      redo:
        () =>
        ({ tr, state, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          if (!manager()?.canRedo()) return false
          return dispatch ? (redo(state) ?? false) : true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      'Mod-z': () => this.editor.commands.undo(),
      'Mod-y': () => this.editor.commands.redo(),
      'Shift-Mod-z': () => this.editor.commands.redo(),
    }
  },

  addProseMirrorPlugins() {
    const { fragment, hooks } = this.options
    const sync = ySyncPlugin(fragment)
    const { binding } = sync.spec.state.init() as { binding: ProsemirrorBinding }
    this.storage.kept = KeptMapping.install(binding, hooks)
    const undoManager = new Y.UndoManager(fragment, {
      // y-tiptap gives the changes of every editor the same origin; `EDITOR_META` says which editor it was.
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTransaction: ({ origin, meta }) => origin instanceof Y.UndoManager || (meta.get(EDITOR_META) === binding && meta.get('addToHistory') !== false),
      deleteFilter: (item) => defaultDeleteFilter(item, protectedNodes),
    })
    this.storage.undoManager = undoManager
    return [sync, yUndoPlugin({ undoManager } as never)]
  },

  onTransaction({ transaction }) {
    // What an input rule made of the typed words is taken back by itself, first.
    if (transaction.getMeta('inputRule')) this.storage.undoManager?.stopCapturing()
  },
})

export { ySyncPluginKey, yUndoPluginKey }
