import type { Editor } from '@tiptap/core'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuItem, MenuRule } from '../../design/layers/Menu'
import { t } from '../../words/words'

/** Outside a table it makes one; inside it opens what can be done to rows and columns. */
export function TableMenu({
  editor,
  inTable,
  small = true,
  placement = 'bottom-start',
}: {
  editor: Editor
  inTable: boolean
  small?: boolean
  placement?: 'bottom-start' | 'top-start'
}) {
  if (!inTable) {
    return (
      <IconButton
        name="table"
        label={t('documents.table')}
        small={small}
        iconSize={20}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
      />
    )
  }
  const chain = () => editor.chain().focus()
  return (
    <Menu
      placement={placement}
      label={t('documents.tableTools')}
      button={<IconButton name="table" label={t('documents.tableTools')} small={small} iconSize={20} pressed />}
    >
      <MenuItem icon="rowAdd" onSelect={() => chain().addRowAfter().run()}>
        {t('documents.rowAfter')}
      </MenuItem>
      <MenuItem onSelect={() => chain().addRowBefore().run()} start={<span />}>
        {t('documents.rowBefore')}
      </MenuItem>
      <MenuItem icon="columnAdd" onSelect={() => chain().addColumnAfter().run()}>
        {t('documents.columnAfter')}
      </MenuItem>
      <MenuItem onSelect={() => chain().addColumnBefore().run()} start={<span />}>
        {t('documents.columnBefore')}
      </MenuItem>
      <MenuRule />
      <MenuItem onSelect={() => chain().toggleHeaderRow().run()}>{t('documents.headerRow')}</MenuItem>
      <MenuItem onSelect={() => alignColumn(editor, null)}>{t('documents.alignStart')}</MenuItem>
      <MenuItem onSelect={() => alignColumn(editor, 'center')}>{t('documents.alignCentre')}</MenuItem>
      <MenuItem onSelect={() => alignColumn(editor, 'right')}>{t('documents.alignEnd')}</MenuItem>
      <MenuRule />
      <MenuItem onSelect={() => chain().deleteRow().run()}>{t('documents.rowDelete')}</MenuItem>
      <MenuItem onSelect={() => chain().deleteColumn().run()}>{t('documents.columnDelete')}</MenuItem>
      <MenuItem leave icon="trash" onSelect={() => chain().deleteTable().run()}>
        {t('documents.tableDelete')}
      </MenuItem>
    </Menu>
  )
}

/** The whole column of the caret's cell: a table's columns, not its cells, are aligned. */
function alignColumn(editor: Editor, align: 'center' | 'right' | null): void {
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      const { $from } = state.selection
      for (let depth = $from.depth; depth > 1; depth--) {
        if ($from.node(depth).type.name !== 'tableRow') continue
        const column = $from.index(depth)
        const start = $from.start(depth - 1)
        $from.node(depth - 1).forEach((row, rowAt) => {
          let at = start + rowAt + 1
          row.forEach((cell, _, index) => {
            if (index === column) tr.setNodeMarkup(at, undefined, { ...cell.attrs, align })
            at += cell.nodeSize
          })
        })
        return true
      }
      return false
    })
    .run()
}
