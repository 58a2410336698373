/** Marks that are ours, or narrower than TipTap's. */
import { Mark, mergeAttributes } from '@tiptap/core'
import { Code } from '@tiptap/extension-code'
import { Highlight } from '@tiptap/extension-highlight'
import { isSafeHref } from './attributes'

/** Code may be a link, be commented on, be struck: only itself is excluded. */
export const PlainCode = Code.extend({ excludes: 'code' })

/** An address and nothing else; one that may not be followed is shown as text. What makes links while one writes stands in `editor/links.ts`. */
export const SafeLink = Mark.create({
  name: 'link',
  priority: 1000,
  keepOnSplit: false,
  exitable: true,
  inclusive: true,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element: HTMLElement) => (isSafeHref(element.getAttribute('href')) ? null : false) }],
  renderHTML({ HTMLAttributes }) {
    const { href, ...others } = HTMLAttributes
    return ['a', mergeAttributes({ rel: 'noopener noreferrer nofollow', target: '_blank' }, others, isSafeHref(href) ? { href } : {}), 0]
  },
})

export const Highlighted = Highlight.extend({
  addAttributes: () => ({
    colour: {
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-colour'),
      renderHTML: (attributes: Record<string, unknown>) => (attributes.colour === null ? {} : { 'data-colour': attributes.colour }),
    },
  }),
})

/** Where a comment's thread hangs. Several may lie over one another; typing at its end does not stretch it. */
export const Comment = Mark.create({
  name: 'comment',
  excludes: '',
  inclusive: false,
  addAttributes: () => ({
    id: {
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-comment'),
      renderHTML: (attributes: Record<string, unknown>) => ({ 'data-comment': attributes.id }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-comment]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
})
