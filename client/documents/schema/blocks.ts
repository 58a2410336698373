/** The blocks that are ours: the title, what we assume, how far a section looks, and a text that unfolds. No React and no DOM beyond what they are written as. */
import { mergeAttributes, Node } from '@tiptap/core'

/** The document's name, its first block. Not enforced by the schema: two titles that meet over the network must not cost anybody's words. */
export const Title = Node.create({
  name: 'title',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'h1[data-title]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['h1', mergeAttributes({ 'data-title': '', dir: 'auto' }, HTMLAttributes), 0],
})

const stringAttribute = (name: string, fallback: string | null) => ({
  default: fallback,
  parseHTML: (element: HTMLElement) => element.getAttribute(name) ?? fallback,
  renderHTML: () => ({}),
})

/** A guess that the plan stands on: who watches it, when to look again, and what would show that it is wrong. */
export const Assumption = Node.create({
  name: 'assumption',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    watchedBy: stringAttribute('data-watched-by', ''),
    lookAgainOn: stringAttribute('data-look-again-on', null),
    wrongIf: stringAttribute('data-wrong-if', ''),
  }),
  parseHTML: () => [{ tag: 'div[data-assumption]', priority: 60 }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'div',
    mergeAttributes(
      {
        'data-assumption': '',
        dir: 'auto',
        'data-watched-by': node.attrs.watchedBy || null,
        'data-look-again-on': node.attrs.lookAgainOn,
        'data-wrong-if': node.attrs.wrongIf || null,
      },
      HTMLAttributes,
    ),
    0,
  ],
})

/** How far the section below it looks: "30 years". */
export const Horizon = Node.create({
  name: 'horizon',
  group: 'block',
  content: 'text*',
  marks: 'comment',
  defining: true,
  addAttributes: () => ({ until: stringAttribute('data-until', null) }),
  parseHTML: () => [{ tag: 'p[data-horizon]', priority: 60 }],
  renderHTML: ({ node, HTMLAttributes }) => ['p', mergeAttributes({ 'data-horizon': '', dir: 'auto', 'data-until': node.attrs.until }, HTMLAttributes), 0],
})

/** A line that unfolds into more. Whether it is open is nobody's but the reader's own: it is not stored. */
export const Details = Node.create({
  name: 'details',
  group: 'block',
  content: 'detailsSummary detailsContent',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'details' }, { tag: 'div[data-details]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes({ 'data-details': '' }, HTMLAttributes), 0],
})

export const DetailsSummary = Node.create({
  name: 'detailsSummary',
  content: 'inline*',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'summary' }, { tag: 'div[data-summary]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes({ 'data-summary': '', dir: 'auto' }, HTMLAttributes), 0],
})

export const DetailsContent = Node.create({
  name: 'detailsContent',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-details-content]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes({ 'data-details-content': '' }, HTMLAttributes), 0],
})

/** A picture, by the name of its sealed bytes. Nothing is ever fetched from elsewhere. */
export const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    blob: stringAttribute('data-blob', null),
    alt: stringAttribute('data-alt', ''),
    width: { default: null, parseHTML: (element: HTMLElement) => Number(element.getAttribute('data-width')) || null, renderHTML: () => ({}) },
    height: { default: null, parseHTML: (element: HTMLElement) => Number(element.getAttribute('data-height')) || null, renderHTML: () => ({}) },
  }),
  parseHTML: () => [{ tag: 'figure[data-image]' }],
  renderHTML: ({ node }) => [
    'figure',
    {
      'data-image': '',
      role: 'img',
      'aria-label': node.attrs.alt || null,
      'data-blob': node.attrs.blob,
      'data-alt': node.attrs.alt,
      'data-width': node.attrs.width,
      'data-height': node.attrs.height,
    },
    ['figcaption', { dir: 'auto' }, String(node.attrs.alt)],
  ],
})

/** A person or a document, by name. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({
    kind: stringAttribute('data-kind', 'person'),
    id: stringAttribute('data-id', ''),
    label: stringAttribute('data-label', ''),
  }),
  parseHTML: () => [{ tag: 'span[data-mention]' }],
  renderHTML: ({ node }) => [
    'span',
    { 'data-mention': '', 'data-kind': node.attrs.kind, 'data-id': node.attrs.id, 'data-label': node.attrs.label },
    node.attrs.kind === 'person' ? `@${String(node.attrs.label)}` : String(node.attrs.label),
  ],
  renderText: ({ node }) => (node.attrs.kind === 'person' ? `@${String(node.attrs.label)}` : String(node.attrs.label)),
})
