/**
 * HTML from elsewhere (Google Docs, Word, CryptPad, any page) as plain HTML of ours: sanitised by DOMPurify, bold and italics kept, nothing else of its looks;
 * no picture, no address but http(s) and mailto, no class, style or id. What the schema does not know it then drops by itself.
 */
import createPurify, { type WindowLike } from 'dompurify'
import { isSafeHref } from '../schema/attributes'
import { readStyle, tamed } from './styles'
import { makeTasks, makeWordLists, nestLists } from './wordLists'

const blocks = [
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'hr',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
  'details',
  'summary',
  'figure',
  'figcaption',
  'section',
  'article',
]
const inline = ['a', 'b', 'strong', 'i', 'em', 's', 'del', 'strike', 'u', 'code', 'mark', 'span', 'br', 'sub', 'sup', 'label', 'input']

/** Attributes that our own copies carry, and what a table or list needs. Everything else goes. */
const kept: ReadonlySet<string> = new Set([
  'href',
  'lang',
  'start',
  'colspan',
  'rowspan',
  'align',
  'data-align',
  'data-type',
  'data-checked',
  'data-pm-slice',
  'data-assumption',
  'data-watched-by',
  'data-look-again-on',
  'data-wrong-if',
  'data-horizon',
  'data-until',
  'data-details',
  'data-summary',
  'data-details-content',
  'data-mention',
  'data-kind',
  'data-id',
  'data-label',
  'data-comment',
  'data-colour',
  'data-image',
  'data-blob',
  'data-alt',
  'data-width',
  'data-height',
  'class-language',
])

export function cleanHtml(html: string, window: WindowLike & { document: Document }): string {
  const { document } = window
  const fragment = createPurify(window).sanitize(tamed(html), {
    ALLOWED_TAGS: [...blocks, ...inline],
    ALLOWED_ATTR: ['href', 'lang', 'start', 'colspan', 'rowspan', 'align', 'type', 'checked', 'role', 'aria-checked', 'class'],
    ALLOW_DATA_ATTR: true,
    FORBID_CONTENTS: ['style', 'script', 'title', 'template', 'noscript', 'svg', 'math', 'video', 'audio', 'object', 'media-tag'],
    RETURN_DOM_FRAGMENT: true,
  })
  makeWordLists(fragment, document)
  nestLists(fragment, document)
  makeTasks(fragment)
  for (const element of [...fragment.querySelectorAll('*')]) tidy(element, document)
  for (const element of [...fragment.querySelectorAll('*')]) bare(element)
  for (const element of [...fragment.querySelectorAll('strong, b, em, i, s, del, strike, mark')]) spacesOut(element)
  removeEmpty(fragment)
  const holder = document.createElement('div')
  holder.append(fragment)
  return holder.innerHTML
}

/** Looks become elements. */
function tidy(element: Element, document: Document): void {
  const style = readStyle(element.getAttribute('data-style') ?? '')
  const { tagName } = element
  if ((tagName === 'B' || tagName === 'STRONG') && style.notBold) {
    element.replaceWith(...element.childNodes)
    return
  }
  if (tagName === 'U' || tagName === 'LABEL' || tagName === 'SUB' || tagName === 'SUP') {
    element.replaceWith(...element.childNodes)
    return
  }
  if (tagName === 'INPUT') {
    element.remove()
    return
  }
  if (tagName === 'A' && !isSafeHref(element.getAttribute('href'))) {
    element.replaceWith(...element.childNodes)
    return
  }
  if (/^H[456]$/.test(tagName)) renamed(element, 'h3', document)
  if ((tagName === 'TD' || tagName === 'TH') && !element.hasAttribute('data-align')) {
    const inner = element.querySelector('p')
    const align = style.align ?? (inner ? readStyle(inner.getAttribute('data-style') ?? '').align : null)
    if (align) element.setAttribute('data-align', align)
  }
  const holdsText = tagName === 'SPAN' || tagName === 'P' || tagName === 'A' || tagName === 'LI'
  if (!holdsText) return
  if (style.bold && !element.closest('h1, h2, h3, h4, h5, h6, th')) wrapContent(element, 'strong', document)
  if (style.italic) wrapContent(element, 'em', document)
  if (style.strike) wrapContent(element, 's', document)
  if (style.highlight && tagName === 'SPAN') wrapContent(element, 'mark', document)
}

/** Round the words, not round blocks. */
function wrapContent(element: Element, tag: string, document: Document): void {
  if ([...element.children].some((child) => blocks.includes(child.tagName.toLowerCase()))) return
  const wrapper = document.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

function renamed(element: Element, tag: string, document: Document): void {
  const next = document.createElement(tag)
  next.append(...element.childNodes)
  element.replaceWith(next)
}

/** Attributes go; spans that carry nothing go with them. */
function bare(element: Element): void {
  const language = element.tagName === 'CODE' ? (/(?:^|\s)(language-[\w+-]+)/.exec(element.getAttribute('class') ?? '')?.[1] ?? null) : null
  for (const { name } of [...element.attributes]) if (!kept.has(name)) element.removeAttribute(name)
  if (language) element.setAttribute('class', language)
  if (element.tagName === 'SPAN' && !element.hasAttribute('data-mention') && !element.hasAttribute('data-comment')) element.replaceWith(...element.childNodes)
}

/** Spaces at the edges of bold words are not bold: nobody meant them, and what follows would be. */
function spacesOut(element: Element): void {
  const text = element.textContent ?? ''
  if (text.trim() === '') {
    element.replaceWith(...element.childNodes)
    return
  }
  const [before = ''] = /^[ \u00a0]*/.exec(text) ?? []
  const [after = ''] = /[ \u00a0]*$/.exec(text) ?? []
  const edge = (child: Node | null): child is Text => child?.nodeType === 3
  if (before !== '' && edge(element.firstChild) && element.firstChild.data.startsWith(before)) {
    element.firstChild.data = element.firstChild.data.slice(before.length)
    element.before(before)
  }
  if (after !== '' && edge(element.lastChild) && element.lastChild.data.endsWith(after)) {
    element.lastChild.data = element.lastChild.data.slice(0, -after.length)
    element.after(after)
  }
}

/** Paragraphs with nothing but a space, and breaks between blocks: how others make room. */
function removeEmpty(root: ParentNode): void {
  for (const element of [...root.querySelectorAll('p, h1, h2, h3')]) {
    if ((element.textContent ?? '').trim() === '' && !element.querySelector('[data-mention], hr') && !element.closest('td, th, li, [data-details]'))
      element.remove()
  }
  for (const br of [...root.querySelectorAll('br')]) {
    const parent = br.parentElement
    const besideBlock = [br.previousElementSibling, br.nextElementSibling].some((sibling) => sibling && blocks.includes(sibling.tagName.toLowerCase()))
    if (!parent || besideBlock) br.remove()
  }
}
