/**
 * The others' carets and selections, in a layer above the text: moved by `transform` once a frame (all reads, then all writes), so that five people who type cost
 * the one who reads nothing in the editor itself. Selections are CSS custom highlights; where the browser has none, boxes in the layer.
 */
import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import type { Shown } from '../binding/places'
import { type LookOf, type RemoteCaret, remoteCarets } from './remoteCarets'
import { clearSelections, selectionBoxes, showSelections } from './remoteSelections'

/** A flag folds this long (ms) after its owner stopped. */
const FOLDS_AFTER = 2000
const COLOURS = 10

export interface CaretLayerSettings {
  readonly editor: Editor
  readonly awareness: Awareness
  readonly shown: () => Shown
  /** An empty element whose containing block is that of the editor's; it is positioned from its own corner. */
  readonly layer: HTMLElement
  readonly lookOf: LookOf
  /** The classes of what is drawn (CSS module). */
  readonly classes: { readonly caret: string; readonly flag: string; readonly box: string }
}

interface Drawn {
  readonly element: HTMLElement
  readonly flag: HTMLElement
  head: number
  transform: string
  fold: ReturnType<typeof setTimeout> | null
}

interface Placed {
  readonly caret: RemoteCaret
  readonly x: number
  readonly y: number
  readonly height: number
  readonly rightToLeft: boolean
}

export class CaretLayer {
  private readonly drawn = new Map<number, Drawn>()
  private frame = 0
  private readonly resize: ResizeObserver | null

  constructor(private readonly settings: CaretLayerSettings) {
    const { editor, awareness, layer } = settings
    awareness.on('change', this.soon)
    editor.on('transaction', this.soon)
    this.resize = typeof ResizeObserver === 'function' ? new ResizeObserver(this.soon) : null
    this.resize?.observe(editor.view.dom)
    layer.ownerDocument.addEventListener('scroll', this.soon, { capture: true, passive: true })
    this.soon()
  }

  destroy(): void {
    const { editor, awareness, layer } = this.settings
    awareness.off('change', this.soon)
    editor.off('transaction', this.soon)
    this.resize?.disconnect()
    layer.ownerDocument.removeEventListener('scroll', this.soon, { capture: true })
    cancelAnimationFrame(this.frame)
    for (const { fold } of this.drawn.values()) if (fold) clearTimeout(fold)
    this.drawn.clear()
    layer.replaceChildren()
    clearSelections()
  }

  /** Who stands in the paragraph of one's own caret. */
  namesHere(): string[] {
    const { $head } = this.settings.editor.state.selection
    const [from, to] = [$head.start(), $head.end()]
    return [...new Set(this.carets().flatMap(({ head, name }) => (head >= from && head <= to ? [name] : [])))]
  }

  private readonly soon = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.draw()
    })
  }

  private carets(): RemoteCaret[] {
    const { editor, awareness, shown, lookOf } = this.settings
    return remoteCarets(awareness, shown(), editor.state.doc.content.size, lookOf)
  }

  private draw(): void {
    const { editor, layer } = this.settings
    if (editor.isDestroyed) return
    const carets = this.carets()
    if (carets.length === 0 && this.drawn.size === 0) return
    const origin = layer.getBoundingClientRect()
    const placed = carets.map((caret) => this.place(caret, origin))
    const boxes = showSelections(editor, carets) ? [] : selectionBoxes(editor, carets, origin)
    this.write(carets, placed)
    this.writeBoxes(boxes)
  }

  /** Reads only. Null: too far away to be seen; asking would lay out what the browser has left out. */
  private place(caret: RemoteCaret, origin: DOMRect): Placed | null {
    const { view } = this.settings.editor
    const $head = view.state.doc.resolve(caret.head)
    const block = $head.depth > 0 ? view.nodeDOM($head.before(1)) : null
    if (block instanceof HTMLElement) {
      const box = block.getBoundingClientRect()
      if (box.bottom < -200 || box.top > window.innerHeight + 200) return null
    }
    try {
      const at = view.coordsAtPos(caret.head, -1)
      return {
        caret,
        x: at.left - origin.left,
        y: at.top - origin.top,
        height: at.bottom - at.top,
        rightToLeft: block instanceof HTMLElement && getComputedStyle(block).direction === 'rtl',
      }
    } catch {
      return null
    }
  }

  private write(carets: readonly RemoteCaret[], placed: readonly (Placed | null)[]): void {
    const here = new Set(carets.map(({ client }) => client))
    for (const [client, { element, fold }] of this.drawn) {
      if (here.has(client)) continue
      if (fold) clearTimeout(fold)
      element.remove()
      this.drawn.delete(client)
    }
    carets.forEach((caret, i) => {
      const place = placed[i]
      const drawn = this.drawn.get(caret.client) ?? this.make(caret)
      drawn.element.hidden = !place
      if (!place) return
      const transform = `translate(${Math.round(place.x * 2) / 2}px, ${Math.round(place.y)}px)`
      if (drawn.transform !== transform) {
        drawn.transform = transform
        drawn.element.style.transform = transform
        drawn.element.style.blockSize = `${Math.round(place.height)}px`
      }
      drawn.element.dataset.who = String((caret.colour % COLOURS) + 1)
      drawn.element.dataset.rtl = String(place.rightToLeft)
      if (drawn.flag.textContent !== caret.name) drawn.flag.textContent = caret.name
      if (drawn.head !== caret.head) {
        drawn.head = caret.head
        this.unfold(drawn)
      }
    })
  }

  private make({ client }: RemoteCaret): Drawn {
    const { layer, classes } = this.settings
    const element = layer.ownerDocument.createElement('div')
    element.className = classes.caret
    const flag = layer.ownerDocument.createElement('span')
    flag.className = classes.flag
    flag.dir = 'auto'
    element.append(flag)
    layer.append(element)
    const made: Drawn = { element, flag, head: -1, transform: '', fold: null }
    this.drawn.set(client, made)
    return made
  }

  private unfold(drawn: Drawn): void {
    if (drawn.fold) clearTimeout(drawn.fold)
    drawn.element.dataset.folded = 'false'
    drawn.fold = setTimeout(() => {
      drawn.element.dataset.folded = 'true'
    }, FOLDS_AFTER)
  }

  private writeBoxes(boxes: readonly { readonly colour: number; readonly rect: DOMRect }[]): void {
    const { layer, classes } = this.settings
    for (const old of layer.querySelectorAll(`:scope > .${CSS.escape(classes.box)}`)) old.remove()
    for (const { colour, rect } of boxes) {
      const box = layer.ownerDocument.createElement('div')
      box.className = classes.box
      box.dataset.who = String((colour % COLOURS) + 1)
      box.style.transform = `translate(${rect.x}px, ${rect.y}px)`
      box.style.inlineSize = `${rect.width}px`
      box.style.blockSize = `${rect.height}px`
      layer.append(box)
    }
  }
}
