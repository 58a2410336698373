import { type ReactNode, useRef } from 'react'
import { usePhone } from '../design/useMedia'
import { t } from '../words/words'
import styles from './Page.module.css'
import { PhoneTop } from './PhoneTop'
import { useDropFile } from './useDropFile'

export interface PageProps {
  /** Beside the content: 296 wide, below it on a phone. */
  side?: ReactNode
  sideLabel?: string
  /** Wider than 296. */
  wide?: boolean
  /** The content is as wide as the page. */
  full?: boolean
  /** On a phone: the name of the place, with the way back; not given: the workspace's own top. */
  phoneTitle?: ReactNode
  onNew?: (() => void) | undefined
  /** The content brings its own columns. */
  bare?: boolean
  /** Takes a file that is let go over it. */
  onFile?: ((file: File) => void) | undefined
  children: ReactNode
}

/** A place inside: scrolls by itself, is where the skip link leads. */
export function Page({ side, sideLabel, wide = false, full = false, phoneTitle, onNew, bare = false, onFile, children }: PageProps) {
  const isPhone = usePhone()
  const place = useRef<HTMLElement>(null)
  const isOver = useDropFile(place, onFile ?? null)
  return (
    <>
      {isPhone && <PhoneTop onNew={onNew} title={phoneTitle} />}
      <main ref={place} id="main" className={styles.page} data-bare={bare} data-wide={wide} data-side={side !== undefined} tabIndex={-1} data-region="main">
        {bare ? (
          children
        ) : (
          <div className={styles.content} data-full={full}>
            {children}
          </div>
        )}
        {isOver && <div className={styles.drop}>{t('home.import.drop')}</div>}
        {side !== undefined && (
          <aside className={styles.side} aria-label={sideLabel} tabIndex={-1} data-region="margin">
            {side}
          </aside>
        )}
      </main>
    </>
  )
}
