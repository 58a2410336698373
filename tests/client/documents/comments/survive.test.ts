// @vitest-environment jsdom
/** Every row of what happens to commented text: the thread stays with its words, or is shown as detached, and is never lost. */
import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { anchorsIn } from '../../../../client/documents/comments/anchors'
import type { Hook } from '../../../../client/documents/comments/commentRecords'
import { hangingsOf, hangUp, takeDown } from '../../../../client/documents/comments/hangUp'
import { findHook, hookAt, textIn, trimmedRange } from '../../../../client/documents/comments/hook'
import { type Thread, threadsOf } from '../../../../client/documents/comments/threads'
import { shownOf } from '../../../../client/documents/comments/useAnchored'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { createEditor } from '../../../../client/documents/editor'
import { followingClone } from '../../../../client/documents/followingClone'
import { toMarkdown } from '../../../../client/documents/markdown'
import { paperOf } from '../../../../client/documents/paper/paper'
import { loadReaders, pasteProps } from '../../../../client/documents/paste/pasteProps'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { takeAll } from '../../../../client/merge/hunk'
import { TextMerge } from '../../../../client/merge/textMerge'
import { bye, caretAt, documentOf, meet, type Person, paragraph, people, type } from '../binding/people'
import { standInForLayout } from '../support/noLayout'
import { comment, OTHER, THREAD } from './said'

const ROADS = 'We get there by three roads at once: buying and striking.'
const WORDS = 'three roads at once'

beforeAll(async () => {
  await loadReaders()
  standInForLayout()
})

let all: Person[] = []
afterEach(() => {
  bye(all)
  all = []
})
const together = (content: DocumentNode, count = 2): Person[] => {
  all = people(content, count)
  return all
}
const one = (content: DocumentNode): Person => together(content, 1)[0] as Person

function select({ editor }: Pick<Person, 'editor'>, words: string): void {
  caretAt({ editor } as Person, words)
  const { from } = editor.state.selection
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, from + words.length)))
}
const shownIn = (editor: Editor) => {
  const shown = shownOf(editor)
  if (!shown) throw new Error('no text')
  return shown
}
function hookOn(person: Pick<Person, 'editor'>, words: string): Hook {
  select(person, words)
  const { editor } = person
  const range = trimmedRange(editor.state.doc, editor.state.selection)
  if (!range) throw new Error('nothing is selected')
  return hookAt(shownIn(editor), editor.state.doc, range)
}
const threadOn = (hook: Hook, thread = THREAD): readonly Thread[] => threadsOf([comment('Can 84 of us?', { hook, thread })])
const hang = ({ editor }: Pick<Person, 'editor'>, threads: readonly Thread[]): void => hangUp(editor, hangingsOf(shownIn(editor), editor.state.doc, threads))
function commentOn(person: Person, words: string, thread = THREAD): readonly Thread[] {
  const threads = threadOn(hookOn(person, words), thread)
  hang(person, threads)
  return threads
}
/** The words that a thread hangs on, or null. */
const on = ({ editor }: Pick<Person, 'editor'>, thread = THREAD): string | null => {
  const anchor = anchorsIn(editor.state.doc).get(thread)
  return anchor ? textIn(editor.state.doc, anchor) : null
}
const markedPieces = ({ editor }: Pick<Person, 'editor'>): string[] => {
  const found: string[] = []
  editor.state.doc.descendants((node) => {
    for (const { type: of, attrs } of node.marks) if (of.name === 'comment') found.push(`${String(attrs.id).slice(0, 2)}:${node.text}`)
  })
  return found
}

describe('a comment stays with its words', () => {
  const begin = (...content: DocumentNode[]) => {
    const person = one(documentOf(...(content.length > 0 ? content : [paragraph(ROADS), paragraph('After it.')])))
    commentOn(person, WORDS)
    expect(on(person)).toBe(WORDS)
    return person
  }

  it('split: the paragraph is split before, behind and inside of it', () => {
    const person = begin()
    for (const [words, offset] of [
      ['three', 0],
      ['once', 4],
      ['roads', 0],
    ] as const) {
      caretAt(person, words, offset)
      person.editor.commands.splitBlock()
    }
    expect(on(person)?.replace('\n', '')).toBe(WORDS)
  })
  it('join: two paragraphs become one', () => {
    const person = begin(paragraph('Before it. '), paragraph(ROADS))
    caretAt(person, 'We get')
    person.editor.commands.joinBackward()
    expect(person.editor.state.doc.childCount).toBe(2)
    expect(on(person)).toBe(WORDS)
  })
  it('heading: its paragraph becomes one, and a code block, and text again', () => {
    const person = begin()
    caretAt(person, 'three')
    person.editor.commands.setNode('heading', { level: 2 })
    expect(on(person)).toBe(WORDS)
    person.editor.commands.setNode('codeBlock')
    expect(on(person)).toBe(WORDS)
    person.editor.commands.setNode('paragraph')
    expect(on(person)).toBe(WORDS)
  })
  it('list: it is put into one, indented, and taken out', () => {
    const person = begin(paragraph('A first point.'), paragraph(ROADS))
    person.editor.commands.selectAll()
    caretAt(person, 'three')
    person.editor.commands.toggleList('bulletList', 'listItem')
    expect(on(person)).toBe(WORDS)
    person.editor.commands.toggleWrap('blockquote')
    expect(on(person)).toBe(WORDS)
    person.editor.commands.toggleList('bulletList', 'listItem')
    expect(on(person)).toBe(WORDS)
  })
  it('two edits round it in one change', () => {
    const person = begin()
    const { editor } = person
    const { from, to } = anchorsIn(editor.state.doc).get(THREAD) ?? { from: 0, to: 0 }
    editor.view.dispatch(editor.state.tr.insertText(' behind', to).insertText('before ', from))
    expect(on(person)).toBe(WORDS)
  })
  it('typing: words inside belong to it, words at its edges do not', () => {
    const person = begin()
    caretAt(person, 'three roads at once', 19)
    type(person, ' or more')
    caretAt(person, 'three')
    type(person, 'all ')
    caretAt(person, 'roads')
    type(person, 'open ')
    expect(on(person)).toBe('three open roads at once')
  })
  it('bold: a part of it gets other marks', () => {
    const person = begin()
    select(person, 'roads at')
    person.editor.commands.toggleMark('bold')
    expect(markedPieces(person)).toHaveLength(3)
    expect(on(person)).toBe(WORDS)
  })
  it('tables: rows and columns come and go round its cell', () => {
    const cell = (text: string): DocumentNode => ({ type: 'tableCell', content: [paragraph(text)] })
    const row = (...texts: string[]): DocumentNode => ({ type: 'tableRow', content: texts.map(cell) })
    const person = begin({ type: 'table', content: [row('a', 'b'), row('Beside', ROADS), row('Below', 'e')] })
    caretAt(person, 'three')
    const { editor } = person
    for (const edit of [
      () => editor.commands.addRowBefore(),
      () => editor.commands.addColumnBefore(),
      () => editor.commands.addRowAfter(),
      () => editor.commands.addColumnAfter(),
      () => editor.commands.toggleHeaderRow(),
    ]) {
      edit()
      expect(on(person)).toBe(WORDS)
    }
    caretAt(person, 'Below')
    editor.commands.deleteRow()
    caretAt(person, 'Beside')
    editor.commands.deleteColumn()
    expect(on(person)).toBe(WORDS)
  })
  it('two comments over one another both stay', () => {
    const person = begin()
    commentOn(person, 'roads at once: buying', OTHER)
    caretAt(person, 'roads')
    person.editor.commands.splitBlock()
    expect([on(person)?.replace('\n', ''), on(person, OTHER)]).toEqual([WORDS, 'roads at once: buying'])
  })
  it('undo takes back edits, never a comment', () => {
    const person = one(documentOf(paragraph(ROADS)))
    caretAt(person, 'striking', 8)
    type(person, ' on')
    commentOn(person, WORDS)
    person.editor.commands.undo()
    expect(on(person)).toBe(WORDS)
    expect(person.editor.state.doc.textContent).not.toContain('striking on')
    select(person, WORDS)
    person.editor.commands.deleteSelection()
    expect(on(person)).toBeNull()
    person.editor.commands.undo()
    expect(on(person)).toBe(WORDS)
  })
})

describe('cut, copied, dragged', () => {
  const mounted = (): Pick<Person, 'editor'> & { editor: Editor } => {
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(ydoc, seedDocument('', documentOf(paragraph(ROADS), paragraph('After it.'))))
    const element = document.createElement('div')
    document.body.append(element)
    let made: Editor | null = null
    made = createEditor({
      element,
      ydoc,
      mayWrite: true,
      label: 'Text',
      onUnknown: () => {},
      editorProps: pasteProps({ editor: () => made, onRefused: () => {} }),
    })
    const person = { editor: made }
    hang(person, threadOn(hookOn(person, WORDS)))
    return person
  }
  const copied = ({ editor }: { editor: Editor }, words: string): string => {
    select({ editor }, words)
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content())
    return dom.innerHTML
  }
  const pasteAt = ({ editor }: { editor: Editor }, words: string, html: string): void => {
    caretAt({ editor } as Person, words)
    editor.view.pasteHTML(html)
  }

  it('cut and paste keeps it', () => {
    const person = mounted()
    const html = copied(person, `by ${WORDS}`)
    person.editor.commands.deleteSelection()
    expect(on(person)).toBeNull()
    pasteAt(person, 'After', html)
    expect(on(person)).toBe(WORDS)
    expect(markedPieces(person)).toEqual([`00:${WORDS}`])
    person.editor.destroy()
  })
  it('a pasted copy has none while the original stands', () => {
    const person = mounted()
    pasteAt(person, 'After', copied(person, `by ${WORDS}`))
    expect(person.editor.state.doc.textContent.split(WORDS)).toHaveLength(3)
    expect(markedPieces(person)).toEqual([`00:${WORDS}`])
    person.editor.destroy()
  })
  it('pasted over itself it is kept', () => {
    const person = mounted()
    const html = copied(person, WORDS)
    person.editor.view.pasteHTML(html)
    expect(markedPieces(person)).toEqual([`00:${WORDS}`])
    person.editor.destroy()
  })
  it('dragged elsewhere it goes along; a dragged copy has none', () => {
    for (const move of [true, false]) {
      const person = mounted()
      const { editor } = person
      select(person, WORDS)
      const slice = editor.state.selection.content()
      editor.view.dragging = { slice, move }
      const dropped = editor.view.someProp('transformPasted', (clean) => clean(slice, editor.view, false)) ?? slice
      expect(dropped.content.firstChild?.firstChild?.marks).toHaveLength(move ? 1 : 0)
      editor.destroy()
    }
  })
})

describe('two people', () => {
  it('comment and split: one comments while the other splits the words, and the thread is not lost', () => {
    const [ana, ben] = together(documentOf(paragraph(ROADS), paragraph('After it.'))) as [Person, Person]
    const threads = commentOn(ana, WORDS)
    caretAt(ben, 'roads')
    ben.editor.commands.splitBlock()
    meet([ana, ben])
    hang(ben, threads)
    meet([ana, ben])
    for (const person of [ana, ben]) {
      expect(on(person)).not.toBeNull()
      expect(WORDS.replace(/ /g, '')).toContain(on(person)?.replace(/\s/g, ''))
    }
    expect(markedPieces(ana)).toEqual(markedPieces(ben))
  })
  it('both hang up the same thread at once: the words stand once, with one mark', () => {
    const [ana, ben] = together(documentOf(paragraph(ROADS))) as [Person, Person]
    const threads = threadOn(hookOn(ana, WORDS))
    hang(ana, threads)
    hang(ben, threads)
    meet([ana, ben])
    for (const person of [ana, ben]) {
      expect(markedPieces(person)).toEqual([`00:${WORDS}`])
      expect(person.editor.state.doc.lastChild?.textContent).toBe(ROADS)
    }
    hang(ana, threads)
    expect(ana.outbox).toEqual([])
  })
  it('comment on the same words at once: both threads hang there', () => {
    const [ana, ben] = together(documentOf(paragraph(ROADS))) as [Person, Person]
    commentOn(ana, WORDS)
    commentOn(ben, WORDS, OTHER)
    meet([ana, ben])
    for (const person of [ana, ben]) expect([on(person), on(person, OTHER)]).toEqual([WORDS, WORDS])
  })
})

describe('a member who may only comment', () => {
  it('says where; an editor sets the mark later, at the words as they then stand', () => {
    const [ana] = together(documentOf(paragraph(ROADS), paragraph('After it.'))) as [Person]
    const clone = followingClone(ana.ydoc)
    const element = document.createElement('div')
    document.body.append(element)
    const editor = createEditor({ element, ydoc: clone.ydoc, mayWrite: false, label: 'Text, to read', onUnknown: () => {} })
    const threads = threadOn(hookOn({ editor }, WORDS))
    expect(Y.encodeStateAsUpdateV2(clone.ydoc)).toEqual(Y.encodeStateAsUpdateV2(ana.ydoc))

    caretAt(ana, 'We get')
    type(ana, 'In time, ')
    caretAt(ana, 'three')
    ana.editor.commands.setNode('heading', { level: 3 })
    hang(ana, threads)
    expect(on(ana)).toBe(WORDS)
    expect(on({ editor })).toBe(WORDS)
    editor.destroy()
    clone.stop()
  })
  it('whose words were moved meanwhile is found by them and by what stands round them', () => {
    const person = one(documentOf(paragraph(ROADS), paragraph(`Others say: ${WORDS} too.`), paragraph('The end.')))
    const threads = threadOn(hookOn(person, WORDS))
    const first = person.editor.state.doc.child(1)
    const at = person.editor.state.doc.firstChild?.nodeSize ?? 0
    person.editor.view.dispatch(person.editor.state.tr.delete(at, at + first.nodeSize).insert(person.editor.state.tr.doc.content.size - first.nodeSize, first))
    hang(person, threads)
    const anchor = anchorsIn(person.editor.state.doc).get(THREAD)
    expect(person.editor.state.doc.resolve(anchor?.from ?? 0).parent.textContent).toBe(ROADS)
  })
  it('is not guessed at where the same words stand twice and nothing tells them apart', () => {
    const person = one(documentOf(paragraph('Yes.'), paragraph('Yes.'), paragraph('No.')))
    const hook: Hook = { quote: 'Yes', before: '', after: '', whole: true, position: null }
    expect(findHook(shownIn(person.editor), person.editor.state.doc, hook)).toBeNull()
  })
  it('whose place is no place is harmless', () => {
    const person = one(documentOf(paragraph(ROADS)))
    const nonsense = { from: Uint8Array.of(255, 255, 255, 255), to: Uint8Array.of(9, 9) }
    const hook: Hook = { quote: 'nowhere to be found', before: 'x', after: 'y', whole: true, position: nonsense }
    expect(findHook(shownIn(person.editor), person.editor.state.doc, hook)).toBeNull()
    const ids = Y.encodeRelativePosition(new Y.RelativePosition(null, null, Y.createID(4_000_000_000, 12), 0))
    expect(findHook(shownIn(person.editor), person.editor.state.doc, { ...hook, position: { from: ids, to: ids } })).toBeNull()
  })
})

describe('detached', () => {
  it('is a thread whose words are gone; hung up again by hand it hangs there, and only there', () => {
    const person = one(documentOf(paragraph(ROADS), paragraph('Somewhere else entirely.')))
    const threads = commentOn(person, WORDS)
    select(person, WORDS)
    person.editor.commands.deleteSelection()
    hang(person, threads)
    expect(on(person)).toBeNull()

    const again = threadOn(hookOn(person, 'else entirely'))
    takeDown(person.editor, THREAD)
    hang(person, again)
    expect(on(person)).toBe('else entirely')
    takeDown(person.editor, THREAD)
    expect(on(person)).toBeNull()
  })
  it('comes back where its words come back', () => {
    const person = one(documentOf(paragraph(ROADS)))
    const threads = commentOn(person, WORDS)
    select(person, WORDS)
    person.editor.commands.deleteSelection()
    caretAt(person, 'We get there by ', 16)
    type(person, WORDS)
    hang(person, threads)
    expect(on(person)).toBe(WORDS)
  })
  it('is not one of which some words are left', () => {
    const person = one(documentOf(paragraph(ROADS)))
    commentOn(person, WORDS)
    select(person, 'three roads')
    person.editor.commands.deleteSelection()
    expect(on(person)).toBe(' at once')
  })
})

describe('through a merge', () => {
  const nodeIn = ({ editor }: Person, content: DocumentNode) => editor.schema.nodeFromJSON(content)
  const merged = (person: Person, theirs: DocumentNode, base: DocumentNode) => {
    const merge = new TextMerge(nodeIn(person, base), person.editor.state.doc, nodeIn(person, theirs), { review: new Uint8Array(32) })
    return merge.apply(takeAll(merge.hunks)).content
  }
  it('comments on untouched text stay whole, and go along where their words are reworded or moved', () => {
    const base = documentOf(paragraph(ROADS), paragraph('A second one.'), paragraph('A third one.'))
    const person = one(base)
    commentOn(person, WORDS)
    const elsewhere = merged(person, documentOf(paragraph(ROADS), paragraph('Another second one, much longer.'), paragraph('A third one.')), base)
    expect(textIn(elsewhere, anchorsIn(elsewhere).get(THREAD) ?? { from: 0, to: 0 })).toBe(WORDS)
    const reworded = merged(person, documentOf(paragraph(ROADS.replace('striking', 'organising')), paragraph('A second one.'), paragraph('A third one.')), base)
    expect(textIn(reworded, anchorsIn(reworded).get(THREAD) ?? { from: 0, to: 0 })).toBe(WORDS)
  })
  it('a comment whose paragraph was removed is detached, not lost', () => {
    const base = documentOf(paragraph(ROADS), paragraph('A second one.'))
    const person = one(base)
    commentOn(person, WORDS)
    const gone = merged(person, documentOf(paragraph('A second one.')), base)
    expect(anchorsIn(gone).has(THREAD)).toBe(false)
    expect(gone.textContent).toContain('A second one.')
  })
})

describe('what leaves the app', () => {
  it('has no comments: paper and Markdown', () => {
    const person = one(documentOf(paragraph(ROADS)))
    const plain = toMarkdown(person.editor.getJSON() as Parameters<typeof toMarkdown>[0])
    commentOn(person, WORDS)
    expect(toMarkdown(person.editor.getJSON() as Parameters<typeof toMarkdown>[0])).toBe(plain)
    const paper = paperOf(person.editor.view.dom, { links: 'Links', number: String })
    expect(paper.querySelector('[data-comment], [role]')).toBeNull()
    expect(paper.textContent).toContain(ROADS)
  })
})
