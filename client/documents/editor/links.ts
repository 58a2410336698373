/**
 * Links that come about while one writes: an address becomes one with the space or the new line after it, `[words](address)` with its last sign, and an address
 * that is pasted over words makes them one. Only what is written here: what others write is theirs to link. Looks at one word, however long the text.
 */
import { Extension, InputRule } from '@tiptap/core'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { addressIn, markdownLinkAtEnd } from './address'

/** Longer than any address that somebody types. */
const MOST_BACK = 2200

export const Links = Extension.create({
  name: 'links',
  addInputRules: () => [
    new InputRule({
      find: (text) => {
        const found = markdownLinkAtEnd(text)
        return found && { index: found.index, text: text.slice(found.index), data: found }
      },
      handler({ state, range, match }) {
        const { words, href } = match.data as { words: string; href: string }
        const link = state.schema.marks.link
        if (!link) return null
        // The last sign is not there yet.
        const end = range.from + 1 + words.length
        state.tr.delete(end, range.to).delete(range.from, range.from + 1)
        state.tr
          .addMark(range.from, end - 1, link.create({ href }))
          .removeStoredMark(link)
          .setMeta('preventAutolink', true)
        return
      },
    }),
  ],
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: linkWritten,
      props: {
        handlePaste(view, _event, slice) {
          const { selection, schema, tr } = view.state
          const link = schema.marks.link
          if (selection.empty || !link || slice.size > MOST_BACK) return false
          const text = slice.content.textBetween(0, slice.content.size, ' ', ' ').trim()
          const address = addressIn(text)
          if (!address || address.from > 0 || address.to < text.length) return false
          view.dispatch(tr.addMark(selection.from, selection.to, link.create({ href: address.href })).setMeta('preventAutolink', true))
          return true
        },
      },
    }),
  ],
})

/** After the last change: a link for the address that was just finished, and none for the space after a link. */
function linkWritten(transactions: readonly Transaction[], _before: EditorState, state: EditorState): Transaction | null {
  if (transactions.some((transaction) => transaction.getMeta('preventAutolink'))) return null
  const step = transactions.at(-1)?.steps.at(-1)
  const link = state.schema.marks.link
  if (!(step instanceof ReplaceStep) || step.slice.size === 0 || !link) return null
  const ends = finishedAt(step)
  if (ends === null || ends > state.doc.content.size) return null
  const $end = state.doc.resolve(ends)
  if (!$end.parent.isTextblock || $end.parent.type.spec.code) return null
  const { tr } = state
  const spaced = step.from + step.slice.size
  // The space goes on with what stands before it, links included.
  if (step.slice.openStart === 0 && spaced > ends && link.isInSet(state.doc.resolve(spaced).marks()) && state.doc.rangeHasMark(ends, spaced, link)) {
    const after = state.doc.resolve(spaced).nodeAfter
    if (!after || !link.isInSet(after.marks)) tr.removeMark(ends, spaced, link).removeStoredMark(link)
  }
  const text = $end.parent.textBetween(Math.max(0, $end.parentOffset - MOST_BACK), $end.parentOffset, undefined, ' ')
  const word = /\S+$/.exec(text)?.[0] ?? ''
  const address = word === '' ? null : addressIn(word)
  if (address) {
    const start = ends - word.length
    const [from, to] = [start + address.from, start + address.to]
    const { code } = state.schema.marks
    if (!state.doc.rangeHasMark(from, to, link) && !(code && state.doc.rangeHasMark(from, to, code))) tr.addMark(from, to, link.create({ href: address.href }))
  }
  return tr.docChanged ? tr : null
}

/** Where the word ends that a step has put a space or a new line behind; null if it has not. */
function finishedAt({ from, slice }: ReplaceStep): number | null {
  // A new line and nothing else.
  if (slice.openStart > 0) return slice.content.textBetween(0, slice.content.size) === '' ? from : null
  const last = slice.content.lastChild
  if (!last) return null
  if (!last.isText) return last.isInline ? from + slice.size - last.nodeSize : null
  const spaces = /\s+$/.exec(last.text ?? '')?.[0].length ?? 0
  return spaces === 0 ? null : from + slice.size - spaces
}
