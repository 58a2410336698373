import { Combobox, ComboboxGroup, ComboboxGroupLabel, ComboboxItem, ComboboxList, ComboboxProvider } from '@ariakit/react/combobox'
import { Dialog as AriaDialog } from '@ariakit/react/dialog'
import { Fragment, type ReactNode } from 'react'
import { t } from '../../words/words'
import { IconButton } from '../controls/IconButton'
import { Kbd } from '../controls/Kbd'
import { Avatar } from '../people/Avatar'
import type { PersonLook } from '../people/person'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import { Unseen } from '../Unseen'
import dialog from './Dialog.module.css'
import styles from './Palette.module.css'
import { useFirstOnEnter } from './useFirstOnEnter'

export interface PaletteItem {
  id: string
  icon?: IconName
  person?: PersonLook
  title: string
  /** Parts of the title that were found, as pairs of start and end. */
  hits?: readonly (readonly [start: number, end: number])[]
  voice?: 'people' | 'app'
  /** A second line: where a passage stands. */
  below?: ReactNode
  /** Quiet, at the end: "until 31 January". */
  aside?: ReactNode
  keys?: string
}

export interface PaletteProps {
  open: boolean
  onClose: () => void
  /** What can be found, for the ear and as placeholder. */
  label: string
  query: string
  onQuery: (query: string) => void
  /** Quiet, at the end of the field: "in 23 documents on this device". */
  note?: ReactNode
  groups: readonly { label: string; items: readonly PaletteItem[] }[]
  /** `beside`: chosen with Ctrl held. */
  onChoose: (id: string, beside: boolean) => void
  /** What stands there when nothing is found. */
  empty?: ReactNode
  /** Something can be done although nothing by that name is there: `empty` stands above it. */
  nothing?: boolean
  /** Keys and what they do. */
  foot?: ReactNode
}

/** Ctrl K: find or do anything. The first thing found is chosen, so that Enter goes there. */
export function Palette({ open, onClose, label, query, onQuery, note, groups, onChoose, empty, nothing = false, foot }: PaletteProps) {
  const filled = groups.filter((group) => group.items.length > 0)
  const count = filled.reduce((sum, group) => sum + group.items.length, 0)
  const enter = useFirstOnEnter(query, filled[0]?.items[0]?.id, onChoose)
  return (
    <AriaDialog open={open} onClose={onClose} className={styles.palette} backdrop={<div className={dialog.scrim} />} aria-label={label} portal unmountOnHide>
      <ComboboxProvider open value={query} setValue={onQuery} includesBaseElement={false} resetValueOnHide={false}>
        <div className={styles.head}>
          <Icon name="search" size={20} className={styles.search} />
          <Combobox className={styles.input} placeholder={label} aria-label={label} autoSelect="always" autoFocus dir="auto" onKeyDown={enter.onKeyDown} />
          {note && <span className={styles.note}>{note}</span>}
          <IconButton name="close" label={t('design.close')} onClick={onClose} className={styles.close} />
        </div>
        {(nothing || count === 0) && query !== '' && empty && <div className={styles.empty}>{empty}</div>}
        <ComboboxList className={styles.list} alwaysVisible aria-label={label} onMouseMove={enter.onMove}>
          {filled.map((group) => (
            <ComboboxGroup key={group.label} className={styles.group}>
              <ComboboxGroupLabel className={styles.label}>{group.label}</ComboboxGroupLabel>
              {group.items.map((item) => (
                <ComboboxItem
                  key={item.id}
                  className={styles.item}
                  value={item.id}
                  setValueOnClick={false}
                  hideOnClick={false}
                  focusOnHover
                  blurOnHoverEnd={false}
                  onClick={(event) => onChoose(item.id, event.ctrlKey || event.metaKey)}
                >
                  <PaletteLine item={item} />
                </ComboboxItem>
              ))}
            </ComboboxGroup>
          ))}
        </ComboboxList>
        <div aria-live="polite">
          <Unseen>{query === '' ? '' : t('design.palette.found', { count })}</Unseen>
        </div>
        {foot && <div className={styles.foot}>{foot}</div>}
      </ComboboxProvider>
    </AriaDialog>
  )
}

function PaletteLine({ item }: { item: PaletteItem }) {
  const { icon, person, title, hits = [], voice = 'people', below, aside, keys } = item
  return (
    <>
      {person ? <Avatar person={person} size={20} /> : icon && <Icon name={icon} size={20} className={styles.icon} />}
      <span className={styles.words}>
        <span className={voice === 'people' ? styles.people : undefined} dir="auto">
          {pieces(title, hits).map((piece) => (piece.hit ? <mark key={piece.at}>{piece.text}</mark> : <Fragment key={piece.at}>{piece.text}</Fragment>))}
        </span>
        {below && <span className={styles.below}>{below}</span>}
      </span>
      {aside && <span className={styles.aside}>{aside}</span>}
      {keys && <Kbd keys={keys} />}
      <span className={styles.enter} aria-hidden="true">
        <Kbd keys="Enter" />
      </span>
    </>
  )
}

/** A text cut into what was found and what stands between. */
export function pieces(text: string, hits: readonly (readonly [number, number])[]): { at: number; text: string; hit: boolean }[] {
  const made: { at: number; text: string; hit: boolean }[] = []
  let at = 0
  for (const [start, end] of [...hits].sort((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || start >= text.length) continue
    if (start > at) made.push({ at, text: text.slice(at, start), hit: false })
    made.push({ at: start, text: text.slice(start, end), hit: true })
    at = Math.min(end, text.length)
  }
  if (at < text.length) made.push({ at, text: text.slice(at), hit: false })
  return made
}
