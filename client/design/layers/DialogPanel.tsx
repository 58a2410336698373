import { Dialog as AriaDialog, DialogDescription, DialogHeading } from '@ariakit/react/dialog'
import { useRef } from 'react'
import { t } from '../../words/words'
import { classes } from '../classes'
import { IconButton } from '../controls/IconButton'
import { Icon } from '../signs/Icon'
import { usePhone } from '../useMedia'
import type { DialogProps } from './Dialog'
import styles from './Dialog.module.css'
import { SheetPanel } from './SheetPanel'

export function DialogPanel(props: DialogProps) {
  const phone = usePhone()
  const { open, onClose, title, description, width = 'normal', plain, focusFirst, ...inside } = props
  const panel = useRef<HTMLDivElement>(null)
  if (phone) {
    return (
      <SheetPanel open={open} onClose={onClose} title={title} description={description} height="content" focusFirst={focusFirst}>
        <DialogInside {...inside} />
      </SheetPanel>
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
