/** The editor of one document: made in a layout effect by itself (no React inside the text), taken down with the screen. */

import iconSprite from 'virtual:icon-sprite'
import type { Editor } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { t } from '../../words/words'
import { claimAuthor } from '../authors'
import { CaretLayer } from '../caret/caretLayer'
import { publishCaret } from '../caret/publishCaret'
import type { LookOf } from '../caret/remoteCarets'
import { spokenComment } from '../comments/spokenComment'
import { createEditor } from '../editor'
import { BlockMarks } from '../editor/blockMarks'
import { DocumentKeys, type ScreenKey } from '../editor/keys'
import { drawnNodes } from '../editor/nodeViews'
import { Placeholder } from '../editor/placeholder'
import { Slash, type SlashState } from '../editor/slash'
import { afterPaint, firstPicture } from '../firstPicture'
import { followingClone } from '../followingClone'
import { clickedLink } from '../links/followLink'
import type { LinkTargets } from '../links/linkTargets'
import { drawnMention } from '../links/mentionView'
import type { Pictures } from '../pictures/pictures'
import { drawnImage } from '../pictures/pictureView'
import { AskForPicture, droppedPicture, pastedPicture } from '../pictures/takePictures'
import layerStyles from './CaretLayer.module.css'
import './highlights.css'
import { formatDay } from './formatDay'
import { outOfReact } from './outOfReact'
import { longClass, textClass } from './textStyles'

export interface DocumentEditorSettings {
  readonly ydoc: Y.Doc
  readonly awareness: Awareness
  readonly device: string
  readonly mayWrite: boolean
  readonly lookOf: LookOf
  readonly host: RefObject<HTMLElement | null>
  readonly layer: RefObject<HTMLElement | null>
  readonly onUnknown: () => void
  readonly onKey: (key: ScreenKey) => boolean
  readonly onSlash: (state: SlashState | null) => void
  readonly onSlashKey: (key: 'ArrowUp' | 'ArrowDown' | 'Enter' | 'Tab' | 'Escape') => boolean
  /** What a block says besides its words is asked for: an assumption's watch, a horizon's day. */
  readonly onFacts: (position: number) => void
  readonly targets: LinkTargets
  readonly pictures: Pictures
  /** A picture was pasted or dropped; `at`: where. */
  readonly onPicture: (file: File, at: number | null) => void
  /** One is asked for by name. */
  readonly onAskPicture: () => void
  readonly paste: (editor: () => Editor | null) => Parameters<typeof createEditor>[0]['editorProps']
}

export interface MountedEditor {
  readonly editor: Editor
  readonly carets: CaretLayer
}

export function useDocumentEditor(settings: DocumentEditorSettings): MountedEditor | null {
  const latest = useRef(settings)
  latest.current = settings
  const [mounted, setMounted] = useState<MountedEditor | null>(null)
  const { ydoc, awareness, device, mayWrite, host, layer } = settings
  useLayoutEffect(() => {
    if (!host.current || !layer.current) return
    const places = { host: host.current, layer: layer.current }
    const mount = (): (() => void) => {
      const clone = mayWrite ? null : followingClone(ydoc)
      const element = document.createElement('div')
      places.host.append(element)
      let made: Editor | null = null
      const editor = createEditor({
        element,
        ydoc: clone?.ydoc ?? ydoc,
        mayWrite,
        label: mayWrite ? t('documents.editorLabel') : t('documents.readerLabel'),
        className: textClass,
        onUnknown: () => queueMicrotask(() => latest.current.onUnknown()),
        drawn: {
          image: drawnImage({
            pictures: () => latest.current.pictures,
            notHere: pictureNotHere,
            edit: () => t('documents.pictureEdit'),
            onWords: (position) => latest.current.onFacts(position),
          }),
          mention: drawnMention({ targets: () => latest.current.targets, notHere: () => t('documents.linkNotHere'), untitled: () => t('documents.untitled') }),
          comment: spokenComment(() => t('comments.mark')),
          ...drawnNodes({
            words: {
              assumption: () => t('documents.assumption'),
              lookAgain,
              lookAgainShort: (day) => (day === null ? '' : formatDay(day)),
              editAssumption: () => t('documents.assumptionEdit'),
              until: (day) => (day === null ? t('documents.horizonNoDay') : t('documents.horizonDay', { day: formatDay(day) })),
              editHorizon: () => t('documents.horizonAsk'),
              table: () => t('documents.table'),
              unfold: () => t('documents.unfold'),
              fold: () => t('documents.fold'),
              taskDone: (text) => t('documents.taskDone', { text: text === '' ? 'none' : text }),
            },
            iconUrl: (name) => `${iconSprite}#${name}`,
            onFacts: (position) => latest.current.onFacts(position),
          }),
        },
        extensions: [
          BlockMarks,
          Placeholder.configure({
            words: () => ({
              title: t('documents.placeholderTitle'),
              text: t('documents.placeholder'),
              heading: t('documents.placeholderHeading'),
              assumption: t('documents.placeholderAssumption'),
              horizon: t('documents.placeholderHorizon'),
              summary: t('documents.placeholderSummary'),
            }),
          }),
          AskForPicture.configure({ onAsk: () => latest.current.onAskPicture() }),
          DocumentKeys.configure({ onKey: (key: ScreenKey) => latest.current.onKey(key) }),
          Slash.configure({
            onChange: (state: SlashState | null) => latest.current.onSlash(state),
            onKey: (key: 'ArrowUp' | 'ArrowDown' | 'Enter' | 'Tab' | 'Escape') => latest.current.onSlashKey(key),
          }),
        ],
        editorProps: withMore(
          latest.current.paste(() => made),
          (view, event) => clickedLink(view, event, latest.current.targets),
          (file, at) => latest.current.onPicture(file, at),
        ),
      })
      made = editor
      // Before it is laid out for the first time: most of a long text then never is.
      markLong(editor)
      outOfReact(editor.view.dom)
      const shown = () => {
        const kept = editor.storage.sharedText.kept
        if (!kept) throw new Error('the editor has no text')
        return kept.shown
      }
      const carets = new CaretLayer({
        editor,
        awareness,
        shown,
        layer: places.layer,
        lookOf: (of) => latest.current.lookOf(of),
        classes: { caret: layerStyles.caret ?? '', flag: layerStyles.flag ?? '', box: layerStyles.box ?? '' },
      })
      const stopPublishing = publishCaret(editor, awareness, shown)
      const stopClaiming = mayWrite ? claimAuthor(ydoc, device) : () => {}
      setMounted({ editor, carets })
      return () => {
        setMounted(null)
        stopClaiming()
        stopPublishing()
        carets.destroy()
        editor.destroy()
        element.remove()
        clone?.stop()
      }
    }
    const picture = firstPicture(ydoc, document)
    if (!picture) return mount()
    // A long text is seen before it can be written in: making its editor takes a while.
    picture.className = textClass
    places.host.append(picture)
    let unmount = (): void => {}
    const callOff = afterPaint(() => {
      unmount = mount()
      picture.remove()
    })
    return () => {
      callOff()
      picture.remove()
      unmount()
    }
  }, [ydoc, awareness, device, mayWrite, host, layer])
  useLongText(mounted?.editor ?? null)
  return mounted
}

type Props = NonNullable<Parameters<typeof createEditor>[0]['editorProps']>

/** Beside what pasting listens to. */
function withMore(props: Props | undefined, click: (view: EditorView, event: MouseEvent) => boolean, take: (file: File, at: number | null) => void): Props {
  return {
    ...props,
    handleDOMEvents: { ...props?.handleDOMEvents, click },
    handlePaste: (view, event, slice) => pastedPicture(view, event, take) || (props?.handlePaste?.call(null as never, view, event, slice) ?? false),
    handleDrop: (view, event) => droppedPicture(view, event as DragEvent, take),
  }
}

function pictureNotHere(alt: string, width: number | null, height: number | null): string {
  const what = alt === '' ? t('documents.pictureNoWords') : t('documents.picture', { alt })
  return width && height ? t('documents.pictureNotHere', { what, width, height }) : t('documents.pictureNotHereNoSize', { what })
}

function lookAgain(watchedBy: string, day: string | null): string {
  if (day === null) return watchedBy === '' ? '' : t('documents.watchedBy', { who: watchedBy })
  return watchedBy === '' ? t('documents.lookAgainOn', { day: formatDay(day) }) : t('documents.lookAgain', { who: watchedBy, day: formatDay(day) })
}

/** About 5,000 words: from there on far blocks are left out of layout. */
const LONG = 30_000

const markLong = ({ view, state }: Editor): void => void view.dom.classList.toggle(longClass, state.doc.content.size > LONG)

/** Marks a long text, and gives the text the direction of its title; of the page as long as that is empty. At most twice a second. */
function useLongText(editor: Editor | null): void {
  useEffect(() => {
    if (!editor) return
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = () => {
      timer = null
      if (editor.isDestroyed) return
      const { dom } = editor.view
      markLong(editor)
      const { firstElementChild } = dom
      const isUntitled = editor.state.doc.firstChild?.content.size === 0
      dom.style.direction = isUntitled || !firstElementChild ? '' : getComputedStyle(firstElementChild).direction
    }
    const soon = () => {
      timer ??= setTimeout(look, 500)
    }
    look()
    editor.on('transaction', soon)
    return () => {
      editor.off('transaction', soon)
      if (timer) clearTimeout(timer)
    }
  }, [editor])
}
