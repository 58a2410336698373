import { type ReactNode, useState } from 'react'
import { IconButton } from '../design/controls/IconButton'
import { Sheet } from '../design/layers/Sheet'
import { Avatar } from '../design/people/Avatar'
import { Unseen } from '../design/Unseen'
import { t } from '../words/words'
import { useStore } from '../workspace/useStore'
import styles from './PhoneTop.module.css'
import { StatusPanel } from './StatusPopover'
import { useShell } from './useShell'
import { WorkspaceSwitcher } from './WorkspaceSwitcher'

/** The top of a phone's screen: the workspace, something new, me. */
export function PhoneTop({ onNew, title }: { onNew?: (() => void) | undefined; title?: ReactNode }) {
  const { workspace } = useShell()
  const me = useStore(workspace.people).me
  const stored = useStore(workspace.stored)
  const [open, setOpen] = useState(false)
  return (
    <header className={styles.top} tabIndex={-1} data-region="top">
      {title === undefined ? (
        <WorkspaceSwitcher compact />
      ) : (
        <>
          <IconButton name="back" label={t('design.back')} onClick={() => window.history.back()} />
          <span className={styles.title}>{title}</span>
        </>
      )}
      <span className={styles.end}>
        {onNew && <IconButton name="add" label={t('shell.new')} onClick={onNew} />}
        <button type="button" className={styles.me} onClick={() => setOpen(true)}>
          <Unseen>{`${stored.myName}, ${t('shell.me')}`}</Unseen>
          <Avatar person={{ name: stored.myName, colour: me?.colour ?? 0 }} size={30} />
        </button>
      </span>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('shell.where')} height="content">
        <StatusPanel onDone={() => setOpen(false)} />
      </Sheet>
    </header>
  )
}
