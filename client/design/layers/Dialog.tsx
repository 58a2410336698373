import type { ReactNode, RefObject } from 'react'
import type { IconName } from '../signs/icons'
import { dialogPanel } from './panels'
import { useLater } from './useLater'

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
  const panel = useLater(dialogPanel, props.open)
  return panel && <panel.DialogPanel {...props} />
}
