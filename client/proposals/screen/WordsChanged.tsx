import { Fragment, useMemo } from 'react'
import styles from './WordsChanged.module.css'
import { wordChanges } from './wordChanges'

/** A passage with what was struck and what came, as changes are shown everywhere. */
export function WordsChanged({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => wordChanges(before, after), [before, after])
  return (
    <p className={styles.passage} dir="auto">
      {pieces.map(({ kind, text }, index) =>
        kind === 'gone' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <del key={index} className={styles.gone}>
            {text}
          </del>
        ) : kind === 'come' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <ins key={index} className={styles.come}>
            {text}
          </ins>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <Fragment key={index}>{text}</Fragment>
        ),
      )}
    </p>
  )
}
