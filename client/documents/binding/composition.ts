/**
 * While an input method composes, the browser owns the words under the caret: redrawing their block ends the composition and can double or drop what is being
 * written. So a change of others to that very block waits: nothing is drawn and nothing of this editor goes to Yjs until the composition ends. Then what was
 * composed is put, as one change, between the same two characters, wherever others have moved them meanwhile. Changes elsewhere never wait.
 */
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { Transform } from '@tiptap/pm/transform'
import * as Y from 'yjs'
import { applyDifference } from './difference'
import type { KeptMapping } from './keptMapping'
import { followed, type Place, positionAfter } from './places'

interface Held {
  /** What was shown when the first change had to wait. */
  readonly base: Node
  /** Start of the composing block's content in `base`. */
  readonly start: number
  /** The place just after each position of that block, by offset. */
  readonly places: readonly (Place | null)[]
}

/** ProseMirror reads the last of a composition this long (ms) after it ended. */
const SETTLED = 60

export class Composition {
  private held: Held | null = null

  constructor(private readonly owner: KeptMapping) {}

  get holds(): boolean {
    return this.held !== null
  }

  /** Characters beside which something is being composed. */
  get anchors(): readonly Y.ID[] {
    return this.held?.places.flatMap((place) => (place?.item ? [place.item] : [])) ?? []
  }

  /** True if this change has to wait. Called with Yjs already changed and the editor not yet. */
  hold(before: unknown): boolean {
    if (this.held) return true
    const { view } = this.owner
    if (!view.composing || before === null) return false
    const { $from } = view.state.selection
    if (!$from.parent.isTextblock || !this.isTouched($from.start())) return false
    this.held = { base: view.state.doc, start: $from.start(), places: this.placesOf($from.parent, $from.start()) }
    this.wait()
    return true
  }

  /** Whether the block's node was forgotten: something in it, or the block itself, has changed. */
  private isTouched(start: number): boolean {
    const parent = this.owner.view.state.doc.resolve(start).parent
    for (const node of this.owner.binding.mapping.values()) if (node === parent) return false
    return true
  }

  /** The characters of the block as they were before the change: by Yjs' own names, so that a later look finds them anywhere. */
  private placesOf(block: Node, start: number): (Place | null)[] {
    const text = this.textAt(start)
    const places: (Place | null)[] = [null]
    if (!text) return places
    for (let item = text._start; item !== null && places.length <= block.content.size; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue
      for (let i = 0; i < item.length; i++) places.push(new Y.RelativePosition(null, null, Y.createID(item.id.client, item.id.clock + i), -1))
    }
    const size = block.content.size
    // Deleted characters stand in the list, too; keep those that spell the block.
    return places.length === size + 1 ? places : this.spelled(text, block)
  }

  private spelled(text: Y.XmlText, block: Node): (Place | null)[] {
    const signs = block.textBetween(0, block.content.size, undefined, '\ufffc')
    const places: (Place | null)[] = [null]
    for (let item = text._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue
      for (let i = 0; i < item.length; i++) {
        if (item.content.str.charAt(i) !== signs.charAt(places.length - 1)) continue
        places.push(new Y.RelativePosition(null, null, Y.createID(item.id.client, item.id.clock + i), -1))
      }
    }
    return places
  }

  private textAt(_start: number): Y.XmlText | null {
    const before = this.owner.binding.beforeTransactionSelection as { head: Place | null } | null
    const id = before?.head?.item
    if (!id) return null
    const item = Y.getItem(this.owner.binding.doc.store, id) as Y.AbstractStruct
    return item instanceof Y.Item && item.parent instanceof Y.XmlText ? item.parent : null
  }

  private wait(): void {
    setTimeout(() => {
      if (!this.held || !this.owner.binding.prosemirrorView) return
      if (this.owner.view.composing) this.wait()
      else this.release()
    }, SETTLED)
  }

  /** Shows what waited, with what was composed in its place. */
  release(): void {
    const { held, owner } = this
    this.held = null
    if (!held || !owner.binding.prosemirrorView) return
    const { view } = owner
    const local = view.state.doc
    const caret = view.state.selection.head
    owner.binding.mapping.clear()
    const remote = owner.read(view.state)
    if (!remote) return
    const composed = singleChange(held.base, local)
    const target = new Transform(remote)
    let selection: number | null = null
    if (composed) {
      const offset = composed.from - held.start
      const at = this.find(held, offset) ?? Math.min(composed.from, remote.content.size)
      const until = composed.to > composed.from ? (this.find(held, composed.to - held.start) ?? at) : at
      const end = until >= at && target.doc.resolve(at).sameParent(target.doc.resolve(until)) ? until : at
      const text = local.textBetween(composed.from, composed.localTo)
      if (text) target.replaceWith(at, end, view.state.schema.text(text, target.doc.resolve(at).marks()))
      else target.delete(at, end)
      if (caret >= composed.from && caret <= composed.localTo) selection = at + caret - composed.from
    }
    const { tr } = view.state
    applyDifference(tr, local, target.doc)
    if (selection !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(selection, tr.doc.content.size))))
    // Not marked as a change of others: what was composed goes to Yjs now.
    view.dispatch(tr.setMeta('preventAutolink', true))
  }

  private find(held: Held, offset: number): number | null {
    const place = held.places[offset]
    if (place?.item) return positionAfter(this.owner.shown, place.item) ?? followed(this.owner.shown, place, this.owner.follower)
    const next = held.places[offset + 1]
    const position = next?.item ? (positionAfter(this.owner.shown, next.item) ?? followed(this.owner.shown, next, this.owner.follower)) : null
    return position === null ? null : position - 1
  }
}

/** What differs, as one stretch: `from` to `to` in `base` became `from` to `localTo`. */
function singleChange(base: Node, local: Node): { from: number; to: number; localTo: number } | null {
  const from = base.content.findDiffStart(local.content)
  const last = base.content.findDiffEnd(local.content)
  if (from === null || !last) return null
  const overlap = Math.max(0, from - Math.min(last.a, last.b))
  return { from, to: last.a + overlap, localTo: last.b + overlap }
}
