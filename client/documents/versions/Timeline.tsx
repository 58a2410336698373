import { AvatarRow } from '../../design/people/AvatarRow'
import { t } from '../../words/words'
import styles from './Timeline.module.css'
import type { TimelineRow } from './timeline'

export interface TimelineProps {
  readonly rows: readonly TimelineRow[]
  readonly from: string
  readonly to: string
  /** Pressed; with Shift: up to here. */
  readonly onChoose: (id: string, upTo: boolean) => void
}

/** The versions of a text, the newest first. Two are chosen; the line between them is ink. */
export function Timeline({ rows, from, to, onChoose }: TimelineProps) {
  const indexes = [rows.findIndex(({ id }) => id === from), rows.findIndex(({ id }) => id === to)].filter((index) => index >= 0)
  const [first, last] = [Math.min(...indexes), Math.max(...indexes)]
  return (
    <ol className={styles.list}>
      {rows.map(({ id, title, isNamed, sign, line, people }, index) => {
        const mark = id === from ? t('history.fromMark') : id === to ? t('history.toMark') : null
        return (
          <li key={id} className={styles.row} data-chosen={mark !== null} data-within={indexes.length === 2 && index >= first && index < last}>
            <button
              type="button"
              className={styles.press}
              aria-pressed={mark !== null}
              onClick={({ shiftKey }) => onChoose(id, shiftKey)}
              title={mark === null ? t('history.compareFrom') : undefined}
            >
              <span className={styles.sign} data-sign={id === 'now' ? 'now' : sign} aria-hidden="true" />
              <span className={styles.words}>
                <span className={styles.title} data-voice={isNamed ? 'people' : 'app'} dir="auto">
                  {title}
                </span>
                <span className={styles.line} dir="auto">
                  {line}
                </span>
              </span>
              {mark !== null && <span className={styles.mark}>{mark}</span>}
            </button>
            {people.length > 0 && (
              <span className={styles.people}>
                <AvatarRow people={people.map(({ id, name, colour }) => ({ id, name, colour }))} size={24} max={2} label={line} />
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
