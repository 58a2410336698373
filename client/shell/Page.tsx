import type { ReactNode } from 'react'
import { usePhone } from '../design/useMedia'
import styles from './Page.module.css'
import { PhoneTop } from './PhoneTop'

export interface PageProps {
  /** Beside the content: 296 wide, below it on a phone. */
  side?: ReactNode
  sideLabel?: string
  /** Wider than 296. */
  wide?: boolean
  /** On a phone: the name of the place, with the way back; not given: the workspace's own top. */
  phoneTitle?: ReactNode
  onNew?: (() => void) | undefined
  /** The content brings its own columns. */
  bare?: boolean
  children: ReactNode
}

/** A place inside: scrolls by itself, is where the skip link leads. */
export function Page({ side, sideLabel, wide = false, phoneTitle, onNew, bare = false, children }: PageProps) {
  const isPhone = usePhone()
  return (
    <>
      {isPhone && <PhoneTop onNew={onNew} title={phoneTitle} />}
      <main id="main" className={styles.page} data-bare={bare} data-wide={wide} data-side={side !== undefined} tabIndex={-1} data-region="main">
        {bare ? children : <div className={styles.content}>{children}</div>}
        {side !== undefined && (
          <aside className={styles.side} aria-label={sideLabel} tabIndex={-1} data-region="margin">
            {side}
          </aside>
        )}
      </main>
    </>
  )
}
