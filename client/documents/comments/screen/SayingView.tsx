import { useState } from 'react'
import type { RecordId } from '../../../crypto/record'
import { Button } from '../../../design/controls/Button'
import { IconButton } from '../../../design/controls/IconButton'
import { Menu, MenuItem } from '../../../design/layers/Menu'
import { Avatar } from '../../../design/people/Avatar'
import type { PersonLook } from '../../../design/people/person'
import { Unseen } from '../../../design/Unseen'
import { formatAgo } from '../../../words/formats'
import { t } from '../../../words/words'
import { piecesOf } from '../mentioning'
import type { Saying } from '../threads'
import styles from './Thread.module.css'

/** How somebody is drawn and named. */
export interface Face extends PersonLook {
  /** "You", the name, or "Somebody". */
  readonly called: string
  /** Said by this very device, which alone may take it back. */
  readonly isThis: boolean
}

/** Longer ones are folded: a margin is no place for a letter. */
const LONG = 700
const LONG_LINES = 14

const isLong = (text: string): boolean => text.length > LONG || text.split('\n', LONG_LINES + 1).length > LONG_LINES

export interface SayingViewProps {
  readonly saying: Saying
  readonly face: Face
  readonly waits: boolean
  readonly unsent: boolean
  /** At rest: its beginning, and nothing to press. */
  readonly brief?: boolean
  readonly onTakeBack?: ((id: RecordId) => void) | undefined
}

/** One person's words: who, when, what. */
export function SayingView({ saying, face, waits, unsent, brief = false, onTakeBack }: SayingViewProps) {
  const [whole, setWhole] = useState(false)
  const folds = !brief && isLong(saying.text)
  return (
    <div className={styles.saying}>
      <div className={styles.who}>
        <Avatar person={face} size={24} />
        <span className={styles.name} dir="auto">
          {face.called}
        </span>
        <time className={styles.when} dateTime={new Date(Math.min(saying.at, 8.64e15)).toISOString()}>
          {formatAgo(saying.at)}
        </time>
        {waits && (
          <span className={styles.waits}>
            <Unseen>{t('comments.waits')}</Unseen>
          </span>
        )}
        {!brief && face.isThis && onTakeBack && (
          <span className={styles.own}>
            <Menu placement="bottom-end" label={t('comments.more')} button={<IconButton small name="more" label={t('comments.more')} />}>
              <MenuItem icon="trash" leave onSelect={() => onTakeBack(saying.id)}>
                {t('comments.takeBack')}
              </MenuItem>
            </Menu>
          </span>
        )}
      </div>
      <p className={brief ? styles.brief : folds && !whole ? styles.folded : styles.text} dir="auto">
        {brief
          ? saying.text.slice(0, 400)
          : piecesOf(saying.text, saying.mentions).map((piece, i) =>
              typeof piece === 'string' ? (
                piece
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text that never changes
                <span key={i} className={styles.mention}>
                  @{piece.name}
                </span>
              ),
            )}
      </p>
      {folds && (
        <Button small kind="quiet" className={styles.fold} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'comments.showLess' : 'comments.showAll')}
        </Button>
      )}
      {!brief && saying.cut > 0 && (!folds || whole) && <p className={styles.note}>{t('comments.cut', { count: saying.cut })}</p>}
      {unsent && <p className={styles.note}>{t('comments.unsent')}</p>}
    </div>
  )
}
