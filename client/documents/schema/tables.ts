/** Tables without inline styles: the page's policy forbids them in HTML, and widths are not part of a text. */
import { mergeAttributes } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'

const align = {
  default: null,
  parseHTML: (element: HTMLElement) => {
    const value = (element.getAttribute('data-align') ?? element.getAttribute('align') ?? '').toLowerCase()
    return value === 'left' || value === 'center' || value === 'right' ? value : null
  },
  renderHTML: (attributes: Record<string, unknown>) => (attributes.align === null ? {} : { 'data-align': attributes.align }),
}

const colwidth = {
  default: null,
  parseHTML: () => null,
  renderHTML: () => ({}),
}

export const PlainTable = Table.extend({
  renderHTML: ({ HTMLAttributes }) => ['div', { 'data-table': '' }, ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]]],
}).configure({ resizable: false, View: null, allowTableNodeSelection: true })

export const PlainTableRow = TableRow
export const PlainTableCell = TableCell.extend({
  addAttributes() {
    return { ...this.parent?.(), align, colwidth }
  },
})
export const PlainTableHeader = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), align, colwidth }
  },
})
