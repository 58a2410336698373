/** An editor on a document's text. It mounts itself (no React draws the text), injects no style, and leaves what others do to `binding/`. */
import { Editor, type EditorOptions, type Extensions } from '@tiptap/core'
import { Dropcursor } from '@tiptap/extensions/drop-cursor'
import { Gapcursor } from '@tiptap/extensions/gap-cursor'
import type * as Y from 'yjs'
import { SharedText } from './binding/sharedText'
import { Links } from './editor/links'
import { Normaliser } from './editor/normaliser'
import { schemaExtensions, TEXT_FIELD } from './schema/schema'

export interface EditorSettings {
  readonly element: HTMLElement
  /** The live document of someone who may write; for a reader a clone that follows (`followingClone`), never the live one [S11]. */
  readonly ydoc: Y.Doc
  readonly mayWrite: boolean
  /** Said in the accessibility tree. */
  readonly label: string
  /** A class for the element that holds the text. */
  readonly className?: string | undefined
  /** What this version does not know is in the text: nothing was changed; take the editor away and show the text as it is. */
  onUnknown(what: string): void
  /** What else the screens bring: placeholder, slash menu, find, caret layer, own drawing of some nodes. */
  readonly extensions?: Extensions
  /** Nodes that are drawn otherwise, by name; same schema. */
  readonly drawn?: Partial<Record<string, Extensions[number]>>
  readonly editorProps?: EditorOptions['editorProps']
}

export function createEditor(settings: EditorSettings): Editor {
  const { element, ydoc, mayWrite, label, className, extensions = [], drawn = {}, editorProps = {} } = settings
  return new Editor({
    element,
    injectCSS: false,
    editable: mayWrite,
    enablePasteRules: false,
    extensions: [
      ...schemaExtensions(drawn),
      SharedText.configure({ fragment: ydoc.getXmlFragment(TEXT_FIELD), hooks: { onUnknown: settings.onUnknown } }),
      Normaliser,
      Links,
      Dropcursor.configure({ width: 2, color: false, class: 'drop-cursor' }),
      Gapcursor,
      ...extensions,
    ],
    editorProps: {
      ...editorProps,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        spellcheck: 'true',
        autocapitalize: 'sentences',
        ...(className ? { class: className } : {}),
      },
    },
  })
}
