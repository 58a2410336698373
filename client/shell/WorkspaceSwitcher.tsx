import { useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { Menu, MenuHeading, MenuItem, MenuRule } from '../design/layers/Menu'
import { Icon } from '../design/signs/Icon'
import { Mark } from '../design/signs/Mark'
import { t } from '../words/words'
import { useStore } from '../workspace/useStore'
import { toWorkspace } from './routes'
import { useShell } from './useShell'
import styles from './WorkspaceSwitcher.module.css'

/** Which workspace this is, and the way to the others on this device. */
export function WorkspaceSwitcher({ compact = false }: { compact?: boolean }) {
  const { workspace, booted, show } = useShell()
  const [open, setOpen] = useState(false)
  const [, go] = useHashLocation()
  const name = useStore(workspace.name)
  const workspaces = useStore(booted.shelf.workspaces)
  return (
    <Menu
      open={open}
      onOpenChange={setOpen}
      label={t('shell.workspaces')}
      button={
        <button type="button" className={styles.switcher} aria-label={t('shell.switch', { name })} data-compact={compact}>
          <Mark size={compact ? 23 : 24} />
          <span className={styles.name} dir="auto">
            {name}
          </span>
          {!compact && <Icon name="caretUpDown" size={16} className={styles.caret} />}
        </button>
      }
    >
      <MenuHeading>{t('shell.workspaces')}</MenuHeading>
      {workspaces.map((other) => (
        <MenuItem
          key={other.id}
          voice="people"
          start={other.id === workspace.id ? <Icon name="check" size={16} weight="bold" /> : <span className={styles.space} />}
          onSelect={() => go(toWorkspace(other.id))}
        >
          {other.name}
        </MenuItem>
      ))}
      <MenuRule />
      <MenuItem icon="add" onSelect={() => go('/new')}>
        {t('shell.newWorkspace')}
      </MenuItem>
      <MenuItem icon="link" onSelect={() => go('/invitation')}>
        {t('shell.openInvitation')}
      </MenuItem>
      <MenuRule />
      <MenuItem icon="people" onSelect={() => go('/people')}>
        {t('shell.people')}
      </MenuItem>
      <MenuItem icon="devices" onSelect={() => go('/devices')}>
        {t('shell.devices')}
      </MenuItem>
      <MenuItem icon="settings" onSelect={() => go('/settings')}>
        {t('shell.settings')}
      </MenuItem>
      {!compact && (
        <MenuItem icon="rail" keys="[" onSelect={() => void booted.shelf.set({ railFolded: true })}>
          {t('shell.fold')}
        </MenuItem>
      )}
      <MenuItem icon="keyboard" keys="?" onSelect={() => show({ kind: 'keys' })}>
        {t('shell.keys.title')}
      </MenuItem>
    </Menu>
  )
}
