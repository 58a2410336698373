/**
 * A text as it goes on paper: a copy of what the screen shows, without what only a screen has (tools, marks of comments, folds), its links numbered and
 * their addresses listed at the end. DOM only.
 */

export interface PaperWords {
  /** Above the addresses. */
  readonly links: string
  number(value: number): string
}

/** Of elements within the text: what only the editor or a pointer needs. */
const SCREEN_ONLY = ['class', 'contenteditable', 'tabindex', 'role', 'aria-label', 'aria-description', 'data-placeholder', 'data-open', 'id']

export function paperOf(text: HTMLElement, words: PaperWords): HTMLElement {
  const { ownerDocument: page } = text
  const paper = page.createElement('article')
  paper.dataset.paper = ''
  paper.dir = page.defaultView?.getComputedStyle(text).direction === 'rtl' ? 'rtl' : 'ltr'
  // Each by itself: the text's own element carries a style of the editor's, which the page's policy would not let a copy have.
  for (const block of text.childNodes) paper.append(block.cloneNode(true))
  keepCanvases(text, paper)
  for (const one of paper.querySelectorAll(
    '[data-reach], [data-edit], figure > [hidden], .ProseMirror-gapcursor, .ProseMirror-separator, [data-details] > button',
  ))
    one.remove()
  for (const element of paper.querySelectorAll('*')) for (const name of SCREEN_ONLY) element.removeAttribute(name)
  for (const comment of paper.querySelectorAll('[data-comment]')) comment.replaceWith(...comment.childNodes)
  for (const unset of paper.querySelectorAll('[data-head][data-unset]')) unset.remove()
  for (const head of paper.querySelectorAll('[data-head]')) renamed(head, 'div')
  // A link to another document leads nowhere from paper: its name is said, not its address.
  for (const mention of paper.querySelectorAll('a[data-mention]')) renamed(mention, 'span')
  for (const table of paper.querySelectorAll('table')) repeatHead(table)
  const last = paper.lastElementChild
  if (last?.localName === 'p' && last.textContent === '') last.remove()
  paper.normalize()
  noteLinks(paper, words)
  return paper
}

/** Pictures that are there already are drawn at once: a copy of one would still be loading when the page is printed. */
function keepCanvases(text: HTMLElement, paper: HTMLElement): void {
  const shown = text.querySelectorAll('img')
  for (const [index, copy] of paper.querySelectorAll('img').entries()) {
    const from = shown[index]
    if (!from?.complete || from.naturalWidth === 0) continue
    const canvas = paper.ownerDocument.createElement('canvas')
    canvas.width = from.naturalWidth
    canvas.height = from.naturalHeight
    canvas.getContext('2d')?.drawImage(from, 0, 0)
    copy.replaceWith(canvas)
  }
}

function renamed(element: Element, name: string): void {
  const next = element.ownerDocument.createElement(name)
  for (const attribute of element.attributes) next.setAttribute(attribute.name, attribute.value)
  next.append(...element.childNodes)
  element.replaceWith(next)
}

/** A first row of headings stands above the table again on each page that it goes on to. */
function repeatHead(table: HTMLTableElement): void {
  const [first, second] = table.rows
  if (!first || !second || [...first.cells].some(({ localName, rowSpan }) => localName !== 'th' || rowSpan > 1)) return
  table.createTHead().append(first)
}

/** What a reader must type to follow it: `mailto:` is for machines. */
const addressOf = (link: HTMLAnchorElement): string => (link.getAttribute('href') ?? '').replace(/^mailto:/i, '')

/** "https://canal.example/" and "canal.example" are the same to a reader. */
const bare = (address: string): string => address.replace(/^https?:\/\//i, '').replace(/\/$/, '')

/** A number behind each link whose words are not its address, and the addresses at the end. The same address has one number. */
function noteLinks(paper: HTMLElement, words: PaperWords): void {
  const { ownerDocument: page } = paper
  const addresses: string[] = []
  const links = [...paper.querySelectorAll<HTMLAnchorElement>('a[href]')]
  let piece = ''
  for (const [index, link] of links.entries()) {
    const address = addressOf(link)
    piece += link.textContent ?? ''
    // A link that is bold in part is several elements; the number follows the last.
    if (goesOn(link, links[index + 1])) continue
    const said = piece.trim()
    piece = ''
    if (said === '' || bare(said) === bare(address)) continue
    if (!addresses.includes(address)) addresses.push(address)
    const note = page.createElement('sup')
    note.dataset.note = ''
    note.textContent = words.number(addresses.indexOf(address) + 1)
    link.after(note)
  }
  if (addresses.length === 0) return
  const notes = page.createElement('section')
  notes.dataset.notes = ''
  const heading = page.createElement('h2')
  heading.textContent = words.links
  const list = page.createElement('ol')
  for (const address of addresses) {
    const item = page.createElement('li')
    const link = page.createElement('bdi')
    link.dir = 'ltr'
    link.textContent = address
    item.append(link)
    list.append(item)
  }
  notes.append(heading, list)
  paper.append(notes)
}

/** Whether the next link is a piece of the same one: the same address, with nothing between. */
function goesOn(link: HTMLAnchorElement, next: HTMLAnchorElement | undefined): boolean {
  if (!next || next.getAttribute('href') !== link.getAttribute('href') || blockOf(next) !== blockOf(link)) return false
  const between = link.ownerDocument.createRange()
  between.setStartAfter(link)
  between.setEndBefore(next)
  return between.toString() === '' && between.cloneContents().querySelector('br, [data-mention]') === null
}

const blockOf = (element: Element): Element | null => element.closest('p, h1, h2, h3, [data-assumption], [data-summary], td, th')
