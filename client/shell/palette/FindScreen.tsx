import { Combobox, ComboboxGroup, ComboboxGroupLabel, ComboboxItem, ComboboxList, ComboboxProvider } from '@ariakit/react/combobox'
import { Dialog } from '@ariakit/react/dialog'
import { Fragment } from 'react'
import { IconButton } from '../../design/controls/IconButton'
import { type PaletteItem, pieces } from '../../design/layers/Palette'
import { useFirstOnEnter } from '../../design/layers/useFirstOnEnter'
import { Avatar } from '../../design/people/Avatar'
import { Icon } from '../../design/signs/Icon'
import { Unseen } from '../../design/Unseen'
import { t } from '../../words/words'
import { PhoneBar } from '../PhoneBar'
import styles from './FindScreen.module.css'
import type { Finding, Group } from './useFinding'

/** On a phone people come before things to do: there is room for few. */
const ORDER: readonly Group['id'][] = ['goTo', 'texts', 'people', 'do']

/** Find, as a place of the phone: the field on top, the bar at the foot. */
export function FindScreen({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { query, setQuery, note, isNothing, choose } = finding
  const label = t('shell.palette.placeholder')
  const groups = ORDER.flatMap((id) => finding.groups.filter((group) => group.id === id && group.items.length > 0))
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  const enter = useFirstOnEnter(query, groups[0]?.items[0]?.id, (id) => choose(id, false))
  return (
    <Dialog open onClose={onClose} className={styles.screen} aria-label={t('shell.find')} backdrop={false} portal unmountOnHide>
      <ComboboxProvider open value={query} setValue={setQuery} includesBaseElement={false} resetValueOnHide={false}>
        <div className={styles.head}>
          <div className={styles.field}>
            <Icon name="search" size={22} />
            <Combobox
              className={styles.input}
              placeholder={label}
              aria-label={label}
              autoSelect="always"
              autoFocus
              dir="auto"
              enterKeyHint="go"
              onKeyDown={enter.onKeyDown}
            />
            {query !== '' && <IconButton name="clear" label={t('shell.palette.clear')} onClick={() => setQuery('')} className={styles.clear} />}
          </div>
          <button type="button" className={styles.close} onClick={onClose}>
            {t('design.close')}
          </button>
        </div>
        <div className={styles.found}>
          {isNothing && <p className={styles.nothing}>{t('shell.palette.nothing')}</p>}
          <ComboboxList alwaysVisible aria-label={label} onMouseMove={enter.onMove}>
            {groups.map((group) => (
              <ComboboxGroup key={group.id} className={styles.group}>
                <ComboboxGroupLabel className={styles.title}>{group.label}</ComboboxGroupLabel>
                {group.items.map((item) => (
                  <ComboboxItem
                    key={item.id}
                    className={styles.item}
                    value={item.id}
                    setValueOnClick={false}
                    hideOnClick={false}
                    onClick={() => choose(item.id, false)}
                  >
                    <Line item={item} />
                  </ComboboxItem>
                ))}
              </ComboboxGroup>
            ))}
          </ComboboxList>
          <p className={styles.note}>{note}</p>
        </div>
        <div aria-live="polite">
          <Unseen>{query === '' ? '' : t('design.palette.found', { count })}</Unseen>
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the links inside are what is pressed; going where one is already ends the finding too */}
        <div onClick={(event) => event.target instanceof Element && event.target.closest('a') && onClose()}>
          <PhoneBar place="find" />
        </div>
      </ComboboxProvider>
    </Dialog>
  )
}

function Line({ item }: { item: PaletteItem }) {
  const { icon, person, title, hits = [], voice = 'people', below, aside } = item
  const second = below ?? aside
  return (
    <>
      {icon !== 'passage' && <span className={styles.sign}>{person ? <Avatar person={person} size={30} /> : icon && <Icon name={icon} size={22} />}</span>}
      <span className={styles.words}>
        <span className={voice === 'people' ? (icon === 'passage' ? styles.passage : styles.people) : styles.app} dir="auto">
          {pieces(title, hits).map(({ at, text, hit }) => (hit ? <mark key={at}>{text}</mark> : <Fragment key={at}>{text}</Fragment>))}
        </span>
        {second && <span className={styles.second}>{second}</span>}
      </span>
    </>
  )
}
