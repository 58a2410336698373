import { Dialog as AriaDialog, DialogDescription, DialogHeading } from '@ariakit/react/dialog'
import { type ReactNode, type RefObject, useRef } from 'react'
import { t } from '../../words/words'
import { classes } from '../classes'
import { IconButton } from '../controls/IconButton'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import { usePhone } from '../useMedia'
import styles from './Dialog.module.css'
import { Sheet } from './Sheet'

export interface DialogProps {
  open: boolean
  onClose: () => void
  /** A sentence: "Leave Winter warmth on this device?" */
  title: ReactNode
  /** What the question means, said to the ear together with the title. */
  description?: ReactNode
  /** 520 or 660 px; 400 for a plain question. */
  width?: 'plain' | 'normal' | 'wide'
  actions?: ReactNode
  /** start: a question of substance. end: a confirmation. */
  actionsAt?: 'start' | 'end'
  /** A quiet strip at the foot, with an icon: what to know before doing it. */
  note?: ReactNode
  noteIcon?: IconName
  /** No cross: the buttons are the way out. */
  plain?: boolean
  /** What shall have the focus first; the first thing that can have it if not given. */
  focusFirst?: RefObject<HTMLElement | null>
  children?: ReactNode
}

/** Asks something, over the page. On a phone it is a sheet. Esc and a click beside it close it; focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const phone = usePhone()
  const { open, onClose, title, description, width = 'normal', plain, focusFirst, ...inside } = props
  const panel = useRef<HTMLDivElement>(null)
  if (phone) {
    return (
      <Sheet open={open} onClose={onClose} title={title} description={description} height="content" focusFirst={focusFirst}>
        <DialogInside {...inside} />
      </Sheet>
    )
  }
  return (
    <AriaDialog
      ref={panel}
      open={open}
      onClose={onClose}
      className={classes(styles.dialog, styles[width])}
      backdrop={<div className={styles.scrim} />}
      // Without a cross a plain question begins at the panel itself, so that no answer is chosen beforehand.
      initialFocus={focusFirst ?? panel}
      tabIndex={-1}
      portal
      unmountOnHide
    >
      <div className={styles.head}>
        <DialogHeading className={styles.title} dir="auto">
          {title}
        </DialogHeading>
        {!plain && <IconButton name="close" label={t('design.close')} onClick={onClose} className={styles.close} />}
      </div>
      {description && <DialogDescription className={styles.description}>{description}</DialogDescription>}
      <DialogInside {...inside} />
    </AriaDialog>
  )
}

function DialogInside({
  children,
  actions,
  actionsAt = 'end',
  note,
  noteIcon = 'info',
}: Pick<DialogProps, 'children' | 'actions' | 'actionsAt' | 'note' | 'noteIcon'>) {
  return (
    <>
      {children && <div className={styles.body}>{children}</div>}
      {actions && <div className={classes(styles.actions, actionsAt === 'start' && styles.atStart)}>{actions}</div>}
      {note && (
        <div className={styles.note}>
          <Icon name={noteIcon} />
          <span>{note}</span>
        </div>
      )}
    </>
  )
}
