import { formatDate, formatNumber } from '../../words/formats'
import { t } from '../../words/words'
import { textClass } from '../screen/textStyles'
import { paperOf } from './paper'
import styles from './paper.module.css'

/** Of the running title; more would not fit into one line. */
const TITLE_MOST = 80

/** A CSS string. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ')}"`

/** Paper outlives the year: compared with another one, it is named. */
const withYear = (at: number): string => formatDate(at, 0)

const shortened = (title: string): string => (title.length > TITLE_MOST ? `${title.slice(0, TITLE_MOST - 1).trimEnd()}…` : title)

/** The text laid on paper, beside the app and instead of it. Returns its end. */
export function layPaper(shown: HTMLElement, title: string): () => void {
  const root = document.documentElement
  const paper = paperOf(shown, { links: t('documents.paperLinks'), number: formatNumber })
  if (formatNumber(1) === '١') paper.dataset.digits = 'arab'
  paper.className = `${textClass} ${styles.paper}`
  document.body.append(paper)
  root.setAttribute('data-printing', '')
  root.style.setProperty('--paper-title', quoted(shortened(title)))
  root.style.setProperty('--paper-day', quoted(`${withYear(Date.now())} · `))
  return () => {
    paper.remove()
    root.removeAttribute('data-printing')
    for (const name of ['--paper-title', '--paper-day']) root.style.removeProperty(name)
  }
}
