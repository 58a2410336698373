/** Lists that are none: Word writes paragraphs with a drawn bullet, Google Docs puts a list beside the item that it belongs to, and its tasks are a role. */
import { readStyle } from './styles'

const styleOf = (element: Element) => readStyle(element.getAttribute('data-style') ?? '')

/** Word's paragraphs `mso-list: l0 level1 lfo1` in a row become nested lists. */
export function makeWordLists(root: ParentNode, document: Document): void {
  let open: { level: number; list: Element }[] = []
  let last: Element | null = null
  let listId = ''
  for (const paragraph of [...root.querySelectorAll('p')]) {
    const level = Number(/level(\d)/.exec(styleOf(paragraph).list)?.[1] ?? 0)
    if (level === 0) {
      open = []
      continue
    }
    if (last === null || (paragraph.previousElementSibling !== last && paragraph.previousElementSibling !== open[0]?.list)) open = []
    const id = /l\d+/.exec(styleOf(paragraph).list)?.[0] ?? ''
    if (id !== listId && level === 1) open = []
    listId = id
    const marker = takeMarker(paragraph)
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const top = open.at(-1)
    if (!top || top.level < level) {
      const list = document.createElement(/^\(?[0-9a-z]{1,4}[.)]/i.test(marker) ? 'ol' : 'ul')
      const into = top?.list.lastElementChild
      if (into) into.append(list)
      else paragraph.before(list)
      open.push({ level, list })
    }
    const item = document.createElement('li')
    open.at(-1)?.list.append(item)
    item.append(paragraph)
    last = open[0]?.list ?? null
  }
}

/** Takes the drawn bullet or number away and returns it. */
function takeMarker(paragraph: Element): string {
  for (const span of paragraph.querySelectorAll('span')) {
    if (styleOf(span).list !== 'ignore') continue
    const text = span.textContent ?? ''
    span.remove()
    return text.trim()
  }
  return ''
}

/** A list directly in a list belongs to the item before it. */
export function nestLists(root: ParentNode, document: Document): void {
  for (const list of root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    let item = list.previousElementSibling
    if (item?.tagName !== 'LI') {
      item = document.createElement('li')
      list.before(item)
    }
    item.append(list)
  }
}

/** Items with the role of a checkbox, or with a checkbox at their beginning. */
export function makeTasks(root: ParentNode): void {
  for (const item of root.querySelectorAll('li')) {
    const box = item.querySelector(':scope > input[type="checkbox"], :scope > p > input[type="checkbox"], :scope > label > input[type="checkbox"]')
    if (item.getAttribute('role') !== 'checkbox' && !box) continue
    if (item.getAttribute('data-type') === 'taskItem') continue
    item.setAttribute('data-type', 'taskItem')
    item.setAttribute('data-checked', String(item.getAttribute('aria-checked') === 'true' || box?.hasAttribute('checked') === true))
    box?.remove()
    item.parentElement?.setAttribute('data-type', 'taskList')
  }
}
