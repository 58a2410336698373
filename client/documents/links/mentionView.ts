/** How a link to a document is drawn: by what the document is called now, as a link that opens inside the app. Plain DOM. */
import type { Extensions } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Mention } from '../schema/blocks'
import type { LinkTargets } from './linkTargets'

export interface MentionSettings {
  readonly targets: () => LinkTargets
  /** Said behind one that is not on this device. */
  notHere(): string
  untitled(): string
}

export function drawnMention(settings: MentionSettings): Extensions[number] {
  return Mention.extend({
    addNodeView:
      () =>
      ({ node }) =>
        node.attrs.kind === 'document' ? documentView(node, settings) : personView(node),
  })
}

function personView(node: Node) {
  const dom = document.createElement('span')
  dom.dataset.mention = ''
  dom.dataset.kind = 'person'
  dom.textContent = `@${String(node.attrs.label)}`
  return { dom }
}

function documentView(node: Node, { targets, notHere, untitled }: MentionSettings) {
  const id = String(node.attrs.id)
  const dom = document.createElement('a')
  dom.dataset.mention = ''
  dom.dataset.kind = 'document'
  dom.contentEditable = 'false'
  dom.draggable = false
  dom.href = `#/d/${id}`
  const name = document.createElement('bdi')
  const note = document.createElement('small')
  dom.append(name, note)
  const show = () => {
    const title = targets().titleOf(id)
    name.textContent = (title ?? String(node.attrs.label)).trim() || untitled()
    dom.toggleAttribute('data-gone', title === null)
    note.textContent = title === null ? ` (${notHere()})` : ''
  }
  show()
  const stop = targets().subscribe(show)
  dom.addEventListener('click', (event) => {
    event.preventDefault()
    targets().open(id, event.ctrlKey || event.metaKey)
  })
  return {
    dom,
    ignoreMutation: () => true,
    stopEvent: ({ type }: Event) => type === 'click' || type === 'mousedown' || type === 'auxclick' || type === 'dragstart',
    destroy: stop,
  }
}
