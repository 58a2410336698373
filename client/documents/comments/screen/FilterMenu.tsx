import { IconButton } from '../../../design/controls/IconButton'
import { Menu, MenuChoices } from '../../../design/layers/Menu'
import { t } from '../../../words/words'
import { FILTERS, type Filter } from '../threads'

/** Which comments are shown. */
export function FilterMenu({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  return (
    <Menu
      placement="bottom-end"
      label={t('comments.filter')}
      button={<IconButton name="filter" label={`${t('comments.filter')}: ${t(`comments.filter.${filter}`)}`} />}
    >
      <MenuChoices
        label={t('comments.filter')}
        value={filter}
        onChange={onFilter}
        options={FILTERS.map((value) => ({ value, words: t(`comments.filter.${value}`) }))}
      />
    </Menu>
  )
}

/** "3 open comments", or how many the filter leaves. */
export const countWords = (filter: Filter, count: number): string => t(filter === 'open' ? 'comments.open' : 'comments.shown', { count })
