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
import { charactersBefore, itemAt } from './followText'
import type { KeptMapping } from './keptMapping'
import { followed, type Place, positionAfter } from './places'
import type { Stranded } from './strandedText'

interface Held {
  /** What was shown when the first change had to wait. */
  readonly base: Node
  /** Start of the composing block's content in `base`. */
  readonly start: number
  /** The place just after each position of that block, by offset. */
  readonly places: readonly (Place | null)[]
  /** Own characters that others left behind meanwhile. */
  readonly stranded: Stranded[]
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

  /** True if this change has to wait. Called with Yjs already changed and the editor not yet; `caret` is where it stood before. */
  hold(transaction: Y.Transaction, caret: { readonly head: Place | null; readonly absHead: number } | null, stranded: readonly Stranded[]): boolean {
    if (this.held) {
      this.held.stranded.push(...stranded)
      return true
    }
    const { view } = this.owner
    if (!view.composing || caret === null) return false
    const { $from } = view.state.selection
    if (!$from.parent.isTextblock || !this.isTouched($from.parent)) return false
    this.held = { base: view.state.doc, start: $from.start(), places: this.placesOf(transaction, caret, $from.start()), stranded: [...stranded] }
    this.wait()
    return true
  }

  /** Whether the block's node was forgotten: something in it, or the block itself, has changed. */
  private isTouched(block: Node): boolean {
    for (const node of this.owner.binding.mapping.values()) if (node === block) return false
    return true
  }

  /** The characters of the text under the caret as they were before the change, by Yjs' own names, so that a later look finds them anywhere. */
  private placesOf(transaction: Y.Transaction, caret: { readonly head: Place | null; readonly absHead: number }, start: number): (Place | null)[] {
    const left = caret.head?.item
    const item = left ? itemAt(transaction.doc, left) : null
    if (!left || !(item?.parent instanceof Y.XmlText)) return []
    const ids = charactersBefore(item.parent, transaction, transaction.doc.clientID).map(({ id }) => id)
    const index = ids.findIndex((id) => Y.compareIDs(id, left))
    const places: (Place | null)[] = []
    // The character at `index` stands just before the caret; the text may begin after something else in the block.
    ids.forEach((id, i) => {
      places[caret.absHead - start + i - index] = new Y.RelativePosition(null, null, id, -1)
    })
    return places
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
    const replaced = new Set<string>()
    if (composed) {
      const at = this.find(held, composed.from - held.start) ?? Math.min(composed.from, remote.content.size)
      for (let position = composed.from + 1; position <= composed.to; position++) this.remove(target, held.places[position - held.start], replaced)
      const begin = target.mapping.map(at, -1)
      const text = local.textBetween(composed.from, composed.localTo)
      if (text) target.insert(begin, view.state.schema.text(text, target.doc.resolve(begin).marks()))
      if (caret >= composed.from && caret <= composed.localTo) selection = begin + caret - composed.from
    }
    const { tr } = view.state
    applyDifference(tr, local, target.doc)
    if (selection !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(selection, tr.doc.content.size))))
    // Not marked as a change of others: what was composed goes to Yjs now.
    view.dispatch(tr.setMeta('preventAutolink', true))
    owner.bringAlong(
      held.stranded.filter(({ ids }) => !ids.some((id) => replaced.has(`${id.client}:${id.clock}`))),
      null,
    )
  }

  /** Takes out of `target` one character that was composed over, wherever it stands. */
  private remove(target: Transform, place: Place | null | undefined, replaced: Set<string>): void {
    if (!place?.item) return
    const copy = this.owner.follower.copyOf(place.item)
    const after = positionAfter(this.owner.shown, place.item) ?? (copy && positionAfter(this.owner.shown, copy))
    replaced.add(`${place.item.client}:${place.item.clock}`)
    if (after !== null) target.delete(target.mapping.map(after - 1), target.mapping.map(after))
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
