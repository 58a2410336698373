/**
 * Writing a merged text into its Y.Doc so that only what changed is written [F5]: one `updateYFragment` per place, word by word within a sentence, with y-tiptap's
 * mapping kept in between. One call for everything would rewrite whatever lies between the first and the last change, and take carets and comments along.
 */
import type { Node } from '@tiptap/pm/model'
import { updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { Region, Shell } from './mergeTree'
import type { TextDecision, TextMerge } from './textMerge'
import { wordSteps } from './wordSteps'

/** Which node stands for which Y type. */
export type Mapping = Map<object, Node | Node[]>

/** Reads a fragment without writing to it and fills the mapping; throws when the text holds what this version does not know. */
export type ReadFragment = (fragment: Y.XmlFragment, mapping: Mapping) => Node

export class SharedText {
  private readonly mapping: Mapping = new Map()
  private readonly marks = new Map<unknown, boolean>()
  /** What the fragment holds. */
  readonly text: Node

  constructor(
    private readonly ydoc: Y.Doc,
    private readonly fragment: Y.XmlFragment,
    read: ReadFragment,
  ) {
    this.text = read(fragment, this.mapping)
  }

  /**
   * Puts the decisions into the document, in one transaction.
   * @param merge of exactly this text: `merge.ours` is `text`
   * @returns the text as it is now, and the hunks whose mixed content does not fit
   */
  put(merge: TextMerge, decisions: readonly TextDecision[], origin?: unknown): { readonly text: Node; readonly unplaced: readonly string[] } {
    if (merge.ours !== this.text) throw new Error('a merge of another text')
    const ranges = new Map<number, readonly Node[]>()
    const shells = new Map<number, Shell>()
    const unplaced: string[] = []
    let text = this.text
    const write = () => {
      const next = merge.fold({ ranges, shells })
      if (next === text) return
      updateYFragment(this.ydoc, this.fragment, next, { mapping: this.mapping, isOMark: this.marks } as never)
      text = next
    }
    const known = new Set(this.mapping.keys())
    this.ydoc.transact(() => {
      for (const decision of inOrder(merge, decisions)) {
        const contents = merge.contentsOf(decision)
        if (!contents) {
          unplaced.push(decision.hunk)
          continue
        }
        for (const [index, shell] of contents.shells) {
          shells.set(index, shell)
          write()
        }
        for (const [index, nodes] of contents.ranges) {
          for (const step of stepsOf(merge.tree.regions[index], nodes)) {
            ranges.set(index, step)
            write()
          }
        }
      }
      giveTexts(this.mapping, known)
    }, origin)
    return { text, unplaced }
  }
}

/** Every new line without words gets an (empty) text, so that two people who begin in it at once share one. */
function giveTexts(mapping: Mapping, known: ReadonlySet<object>): void {
  for (const [type, node] of mapping) {
    if (known.has(type) || Array.isArray(node) || !node.isTextblock) continue
    if (type instanceof Y.XmlElement && type.length === 0 && type._item?.deleted === false) type.insert(0, [new Y.XmlText()])
  }
}

/** A run inside a textblock changes word by word; blocks change as they are. */
function stepsOf(region: Region | undefined, nodes: readonly Node[]): readonly (readonly Node[])[] {
  return region?.kind === 'range' && region.inline ? wordSteps(region.ours, nodes) : [nodes]
}

/** In document order, whatever order the decisions came in: equal decisions give equal bytes [F7]. */
function inOrder(merge: TextMerge, decisions: readonly TextDecision[]): TextDecision[] {
  const byId = new Map(decisions.map((decision) => [decision.hunk, decision]))
  return merge.hunks.flatMap(({ id }) => byId.get(id) ?? [])
}
