import { t } from '../../words/words'
import { classes } from '../classes'
import styles from './Mark.module.css'

/** Five held seats round a table and one free, as on the pictures. Not rotated, not animated, but for the free seat's one fade when the app opens. */
export function Mark({ size = 24, opening = false, named = false }: { size?: number; opening?: boolean; named?: boolean }) {
  const name = named ? { role: 'img', 'aria-label': t('design.mark') } : { 'aria-hidden': true as const }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a name, or is hidden
    <svg {...name} className={classes(styles.mark, opening && styles.opening)} width={size} height={size} viewBox="0 0 24 24" fill="none">
      <path
        d="M20.19 10.63A8.3 8.3 0 0 1 19.72 15.04M17.28 18.4A8.3 8.3 0 0 1 13.23 20.21M9.09 19.77A8.3 8.3 0 0 1 5.5 17.17M3.81 13.37A8.3 8.3 0 0 1 4.28 8.96M6.72 5.6A8.3 8.3 0 0 1 10.77 3.79"
        stroke="currentColor"
        strokeWidth="3.5"
        strokeLinecap="round"
      />
      <circle cx="16.88" cy="5.29" r="2.35" />
    </svg>
  )
}

/** The mark with the name beside it. */
export function Wordmark({ size = 24 }: { size?: number }) {
  return (
    <span className={styles.wordmark}>
      <Mark size={size} />
      {t('design.mark')}
    </span>
  )
}
