import type { ReactNode, RefObject } from 'react'
import { sheetPanel } from './panels'
import { useLater } from './useLater'

export interface SheetProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  /** half: half of the screen, to be dragged to full; never full by itself. content: as high as what stands in it. */
  height?: 'half' | 'content'
  /** The page behind stays at work: for an inspector. */
  beside?: boolean
  /** Between the title and the cross. */
  tools?: ReactNode
  focusFirst?: RefObject<HTMLElement | null> | undefined
  children: ReactNode
}

/** From below on a phone, with a grab and a close; wider than that, from the end side at the height of the window. */
export function Sheet(props: SheetProps) {
  const panel = useLater(sheetPanel, props.open)
  return panel && <panel.SheetPanel {...props} />
}
