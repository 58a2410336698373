/**
 * y-tiptap's binding with its mapping kept.
 *
 * y-tiptap 3.0.9 forgets its mapping at every change of others, rebuilds every node and replaces the whole document: each key of another person costs a document,
 * ends compositions, kills decorations and tears the word under one's caret (compare y-prosemirror #113). The package stays unmodified; this replaces three of its
 * binding's methods before a view exists. It touches private members, so the version is pinned and `tests/client/documents/binding` holds two editors to it.
 *
 * - `_observeFunction`, `_forceRerender`: read without writing (`readText`), apply the smallest step (`difference`), let the caret follow its words (`followText`).
 * - `_prosemirrorChanged`: names the editor in the Yjs transaction, and gives every empty block a text, so that two people who begin in it at once share one.
 */
import { AllSelection, type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type ProsemirrorBinding, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { TEXTBLOCKS } from '../schema/schema'
import { Composition } from './composition'
import { applyDifference } from './difference'
import { TextFollower } from './followText'
import { followed, type Place, positionAfter, type Shown, startOf } from './places'
import { type Mapping, readFragment, UnknownContent } from './readText'
import type { Stranded } from './strandedText'

/** In a Yjs transaction's `meta`: the binding whose editor made it. */
export const EDITOR_META = 'editor'

interface RelativeSelection {
  readonly type: string
  readonly anchor: Place | null
  readonly head: Place | null
  readonly absAnchor: number
  readonly absHead: number
}

export interface BindingHooks {
  /** The document holds what this version does not know: take the editor away and show the text as it is. */
  onUnknown(what: string): void
}

/** Typed this long ago (ms), it may still have been on its way when the other acted. */
const ON_ITS_WAY = 5000

const textblocks: ReadonlySet<string> = new Set(TEXTBLOCKS)

export class KeptMapping {
  readonly follower = new TextFollower()
  private readonly composition: Composition
  private unknown = false
  /** When own characters were typed: the clock that each change began at. */
  private typed: { clock: number; at: number }[] = []
  private lastFromOthers = Date.now()

  private constructor(
    readonly binding: ProsemirrorBinding,
    private readonly hooks: BindingHooks,
  ) {
    this.composition = new Composition(this)
    binding._observeFunction = (_events: unknown, transaction: Y.Transaction) => this.changed(transaction)
    binding._forceRerender = () => this.draw()
    binding._prosemirrorChanged = () => this.write()
    binding._isLocalCursorInView = () => false
  }

  static install(binding: ProsemirrorBinding, hooks: BindingHooks): KeptMapping {
    return new KeptMapping(binding, hooks)
  }

  get view(): EditorView {
    return this.binding.prosemirrorView as EditorView
  }

  get shown(): Shown {
    return { doc: this.binding.doc, type: this.binding.type, mapping: this.binding.mapping as Mapping }
  }

  /** The whole text, first drawing. */
  draw(): void {
    this.binding.mapping.clear()
    this.binding.mux(() => {
      const next = this.read(this.view.state)
      if (!next) return
      const { tr } = this.view.state
      applyDifference(tr, this.view.state.doc, next)
      this.view.dispatch(fromOthers(tr.setSelection(Selection.atStart(tr.doc))))
    })
  }

  read(state: EditorState) {
    try {
      return readFragment(this.binding.type, state.schema, this.binding.mapping as Mapping)
    } catch (error) {
      if (!(error instanceof UnknownContent)) throw error
      this.unknown = true
      this.hooks.onUnknown(error.what)
      return null
    }
  }

  private write(): void {
    if (this.unknown || this.composition.holds) return
    const { binding } = this
    const { doc } = this.view.state
    binding.doc.transact((transaction) => {
      transaction.meta.set(EDITOR_META, binding)
      this.typed.push({ clock: Y.getState(binding.doc.store, binding.doc.clientID), at: Date.now() })
      if (this.typed.length > 2000) this.typed = this.typed.slice(-1000)
      updateYFragment(binding.doc, binding.type, doc, binding)
      giveTexts(transaction)
    }, ySyncPluginKey)
  }

  /**
   * Several changes of the editor as one of the text, each written by itself. Written together, a block that is taken out here and put in there would be read as two
   * blocks whose words changed, and the carets in both would be torn.
   */
  inOne(steps: readonly (() => void)[]): void {
    const { binding } = this
    binding.mux(() =>
      binding.doc.transact(() => {
        for (const step of steps) {
          step()
          this.write()
        }
      }, ySyncPluginKey),
    )
  }

  private changed(transaction: Y.Transaction): void {
    if (!this.binding.prosemirrorView || this.unknown) return
    this.binding.mux(() => {
      this.forget(transaction)
      const isUndo = transaction.origin instanceof Y.UndoManager
      const before = this.binding.beforeTransactionSelection as RelativeSelection | null
      const stranded = isUndo ? [] : this.follow(transaction, before)
      if (!isUndo) this.lastFromOthers = Date.now()
      if (this.composition.hold(transaction, before, stranded)) return
      const { state } = this.view
      const next = this.read(state)
      if (!next) return
      const { tr } = state
      applyDifference(tr, state.doc, next)
      if (before) this.restoreSelection(tr, before, state)
      if (isUndo) tr.scrollIntoView()
      this.view.dispatch(fromOthers(tr, isUndo))
      if (stranded.length > 0) this.afterwards(() => this.bringAlong(stranded, before))
    })
  }

  /** Everything that changed, and what it stands in, is read anew; the rest stays. */
  private forget(transaction: Y.Transaction): void {
    const { mapping } = this.binding
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) mapping.delete(struct.content.type)
    })
    for (const type of transaction.changed.keys()) mapping.delete(type as Y.AbstractType<unknown>)
    for (const type of transaction.changedParentTypes.keys()) mapping.delete(type as Y.AbstractType<unknown>)
  }

  private follow(transaction: Y.Transaction, before: RelativeSelection | null): readonly Stranded[] {
    const anchors = [before?.anchor?.item, before?.head?.item, ...this.composition.anchors].filter((id) => id !== null && id !== undefined)
    const since = Math.min(Date.now() - ON_ITS_WAY, this.lastFromOthers - ON_ITS_WAY)
    const recentFrom = this.typed.find(({ at }) => at >= since)?.clock ?? Number.POSITIVE_INFINITY
    return this.follower.note(transaction, this.binding.doc.clientID, recentFrom, anchors)
  }

  private restoreSelection(tr: Transaction, before: RelativeSelection, state: EditorState): void {
    if (before.type === 'all') {
      tr.setSelection(new AllSelection(tr.doc))
      return
    }
    if (before.type !== 'text') return
    const anchor = this.endpoint(tr, before.anchor, before.absAnchor, state)
    const head = this.endpoint(tr, before.head, before.absHead, state)
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
  }

  private endpoint(tr: Transaction, place: Place | null, old: number, state: EditorState): number {
    const size = tr.doc.content.size
    const position = place && followed(this.shown, place, this.follower)
    const at = position ?? sameBlock(tr, state, old)
    return Math.max(0, Math.min(at, size))
  }

  /** Own characters that the other could not know of, to the words that they belong to. */
  bringAlong(stranded: readonly Stranded[], before: RelativeSelection | null): void {
    const { state } = this.view
    const { tr } = state
    const caret = state.selection instanceof TextSelection && state.selection.empty ? before : null
    const own = stranded.map((group) => {
      const to = group.after ? positionAfter(this.shown, group.after) : startOf(this.shown, group.into)
      const places = group.remove.map((id) => positionAfter(this.shown, id))
      return { group, to, places, caretAt: caretIn(group, caret) }
    })
    // Where the caret was in a group: its place there, and how many steps were known then.
    let inGroup: { at: number; steps: number } | null = null
    for (const { group, to, places, caretAt } of own) {
      if (to === null) continue
      for (const place of places) if (place !== null) tr.delete(tr.mapping.map(place - 1, 1), tr.mapping.map(place, -1))
      const at = tr.mapping.map(to, -1)
      tr.insertText(group.text, at)
      if (caretAt !== null) inGroup = { at: at + caretAt, steps: tr.mapping.maps.length }
    }
    if (!tr.docChanged) return
    // Elsewhere the caret stays with the letter before it, also where the group came to stand just after that.
    const mapped = (position: number) => tr.doc.resolve(tr.mapping.map(position, -1))
    if (inGroup) tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.slice(inGroup.steps).map(inGroup.at, -1))))
    else if (state.selection instanceof TextSelection) tr.setSelection(TextSelection.between(mapped(state.selection.anchor), mapped(state.selection.head)))
    this.view.dispatch(tr.setMeta('preventAutolink', true))
  }

  /** Once Yjs is done with what it is doing; a change made meanwhile would come before it in the others' eyes. */
  afterwards(work: () => void): void {
    this.binding.doc.once('afterAllTransactions', () => {
      if (this.binding.prosemirrorView && !this.unknown) work()
    })
  }
}

/** How far into the group the caret stood, or null if it was elsewhere. */
function caretIn(group: Stranded, before: RelativeSelection | null): number | null {
  const left = before?.head?.item
  const index = left ? group.ids.findIndex((id) => Y.compareIDs(id, left)) : -1
  return index < 0 ? null : index + 1
}

/** A change of others: no undo step, no link made of what they typed. */
export function fromOthers(tr: Transaction, isUndoRedoOperation = false): Transaction {
  return tr.setMeta('addToHistory', false).setMeta('preventAutolink', true).setMeta(ySyncPluginKey, { isChangeOrigin: true, isUndoRedoOperation })
}

/** Where nothing else is known: the textblock that stands where the old one stood among those that were replaced, at the same distance. */
function sameBlock(tr: Transaction, state: EditorState, old: number): number {
  const $old = state.doc.resolve(Math.min(old, state.doc.content.size))
  if (!$old.parent.isTextblock) return tr.mapping.map(old)
  const start = tr.mapping.mapResult($old.start(), 1)
  if (!start.deleted) return Math.min(tr.mapping.map(old, -1), tr.doc.content.size)
  const near = Selection.near(tr.doc.resolve(Math.min(tr.mapping.map($old.before(), -1), tr.doc.content.size)), 1)
  return near instanceof NodeSelection ? near.from : Math.min(near.from + $old.parentOffset, near.$from.end())
}

/** Every new block without words gets an (empty) text of its own. */
function giveTexts(transaction: Y.Transaction): void {
  const isOwn = (type: Y.XmlElement) =>
    type._item !== null && !type._item.deleted && type._item.id.clock >= (transaction.beforeState.get(type._item.id.client) ?? 0)
  const give = (type: unknown): void => {
    if (!(type instanceof Y.XmlElement) || !isOwn(type)) return
    if (textblocks.has(type.nodeName)) {
      if (type.length === 0) type.insert(0, [new Y.XmlText()])
    } else for (const child of type.toArray()) give(child)
  }
  for (const type of transaction.changed.keys()) {
    if ((type as unknown) instanceof Y.XmlFragment) for (const child of (type as unknown as Y.XmlFragment).toArray()) give(child)
  }
}
