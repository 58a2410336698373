/** How some blocks are drawn: plain DOM, no React, so that a text full of them stays quick. What is said in them comes from the screen. */
import type { Extensions } from '@tiptap/core'
import { TaskItem } from '@tiptap/extension-list'
import type { Node } from '@tiptap/pm/model'
import { Assumption, Details, Horizon } from '../schema/blocks'
import { PlainTable } from '../schema/tables'

export interface NodeViewWords {
  assumption(): string
  /** What stands at the end of an assumption's head: who looks again, when. '' if neither is set. */
  lookAgain(watchedBy: string, lookAgainOn: string | null): string
  /** The same where room is short: the day alone. */
  lookAgainShort(lookAgainOn: string | null): string
  editAssumption(): string
  /** Until when a horizon looks; what to press where no day is set. */
  until(day: string | null): string
  editHorizon(): string
  unfold(): string
  fold(): string
  taskDone(text: string): string
  table(): string
}

export interface NodeViewSettings {
  readonly words: NodeViewWords
  /** Address of a drawing, as in `<use href>`. */
  iconUrl(name: 'assumption' | 'fold'): string
  /** The head of an assumption, or the day of a horizon, was pressed. */
  onFacts(position: number): void
}

const SVG = 'http://www.w3.org/2000/svg'

function icon(url: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', url)
  svg.append(use)
  return svg
}

/** The extensions to give as `drawn`. */
export function drawnNodes(settings: NodeViewSettings): Partial<Record<string, Extensions[number]>> {
  return {
    assumption: Assumption.extend({
      addNodeView:
        () =>
        ({ node, getPos, HTMLAttributes, editor }) =>
          assumptionView(node, HTMLAttributes, settings, () => {
            const position = getPos()
            if (typeof position === 'number' && editor.isEditable) settings.onFacts(position)
          }),
    }),
    horizon: Horizon.extend({
      addNodeView:
        () =>
        ({ node, getPos, HTMLAttributes, editor }) =>
          horizonView(node, HTMLAttributes, settings, editor.isEditable, () => {
            const position = getPos()
            if (typeof position === 'number' && editor.isEditable) settings.onFacts(position)
          }),
    }),
    table: PlainTable.extend({
      // Something in it that the keyboard reaches, or a wide table could not be scrolled without a pointer.
      renderHTML: ({ HTMLAttributes }) => [
        'div',
        { 'data-table': '' },
        ['span', { tabindex: '0', contenteditable: 'false', 'data-reach': '', role: 'note', 'aria-label': settings.words.table() }],
        ['table', HTMLAttributes, ['tbody', 0]],
      ],
    }),
    details: Details.extend({
      addNodeView: () => () => detailsView(settings),
    }),
    taskItem: TaskItem.configure({ nested: true, a11y: { checkboxLabel: (node) => settings.words.taskDone(node.firstChild?.textContent ?? '') } }),
  }
}

function assumptionView(node: Node, attributes: Record<string, unknown>, { words, iconUrl }: NodeViewSettings, onPress: () => void) {
  const dom = document.createElement('div')
  dom.dataset.assumption = ''
  if (typeof attributes.lang === 'string') dom.lang = attributes.lang
  const head = document.createElement('button')
  head.type = 'button'
  head.contentEditable = 'false'
  head.dataset.head = ''
  head.setAttribute('aria-description', words.editAssumption())
  const kind = document.createElement('span')
  const when = document.createElement('span')
  when.dataset.when = ''
  when.dir = 'auto'
  const day = document.createElement('span')
  day.dataset.day = ''
  kind.textContent = words.assumption()
  head.append(icon(iconUrl('assumption')), kind, when, day)
  head.addEventListener('mousedown', (event) => event.preventDefault())
  head.addEventListener('click', onPress)
  const content = document.createElement('div')
  content.dir = 'auto'
  const wrong = document.createElement('p')
  wrong.dataset.wrongIf = ''
  wrong.contentEditable = 'false'
  wrong.dir = 'auto'
  dom.append(head, content, wrong)
  let shown: unknown
  const show = (next: Node) => {
    if (shown === next.attrs) return
    shown = next.attrs
    const { watchedBy, lookAgainOn, wrongIf } = next.attrs as { watchedBy: string; lookAgainOn: string | null; wrongIf: string }
    when.textContent = words.lookAgain(watchedBy, lookAgainOn)
    day.textContent = words.lookAgainShort(lookAgainOn)
    wrong.textContent = wrongIf
    wrong.hidden = wrongIf === ''
  }
  show(node)
  return {
    dom,
    contentDOM: content,
    update(next: Node) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
    ignoreMutation: ({ target }: { target: globalThis.Node }) => !content.contains(target),
    stopEvent: ({ target }: Event) => target instanceof globalThis.Node && head.contains(target),
  }
}

function horizonView(node: Node, attributes: Record<string, unknown>, { words }: NodeViewSettings, isEditable: boolean, onPress: () => void) {
  const dom = document.createElement('div')
  dom.dataset.horizon = ''
  if (typeof attributes.lang === 'string') dom.lang = attributes.lang
  const content = document.createElement('div')
  content.dir = 'auto'
  const day = document.createElement('button')
  day.type = 'button'
  day.contentEditable = 'false'
  day.dataset.head = ''
  day.setAttribute('aria-description', words.editHorizon())
  day.addEventListener('mousedown', (event) => event.preventDefault())
  day.addEventListener('click', onPress)
  dom.append(content, day)
  const show = (next: Node) => {
    const until = typeof next.attrs.until === 'string' ? next.attrs.until : null
    day.textContent = words.until(until)
    day.toggleAttribute('data-unset', until === null)
    // Nobody asks a reader.
    day.hidden = until === null && !isEditable
  }
  show(node)
  return {
    dom,
    contentDOM: content,
    update(next: Node) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
    ignoreMutation: ({ target }: { target: globalThis.Node }) => !content.contains(target),
    stopEvent: ({ target }: Event) => target instanceof globalThis.Node && day.contains(target),
  }
}

function detailsView({ words, iconUrl }: NodeViewSettings) {
  const dom = document.createElement('div')
  dom.dataset.details = ''
  const toggle = document.createElement('button')
  toggle.type = 'button'
  toggle.contentEditable = 'false'
  toggle.append(icon(iconUrl('fold')))
  const content = document.createElement('div')
  dom.append(toggle, content)
  const set = (open: boolean) => {
    dom.dataset.open = String(open)
    toggle.setAttribute('aria-expanded', String(open))
    toggle.setAttribute('aria-label', open ? words.fold() : words.unfold())
  }
  set(true)
  toggle.addEventListener('mousedown', (event) => event.preventDefault())
  toggle.addEventListener('click', () => set(dom.dataset.open !== 'true'))
  return {
    dom,
    contentDOM: content,
    ignoreMutation: ({ target, type }: { target: globalThis.Node; type: string }) => type !== 'selection' && (target === dom || !content.contains(target)),
    stopEvent: ({ target }: Event) => target instanceof globalThis.Node && toggle.contains(target),
  }
}
