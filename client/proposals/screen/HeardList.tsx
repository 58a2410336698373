import '../../words/later/proposals'
import type { ReactNode } from 'react'
import { Button } from '../../design/controls/Button'
import { Avatar } from '../../design/people/Avatar'
import { PositionSign, positionWords } from '../../design/people/PositionSign'
import { t } from '../../words/words'
import styles from './HeardList.module.css'
import { type HeardView, heardIn, type Side, stateOf } from './view'

/** How it is known that it affects somebody. */
export function affectedWords({ affected }: Pick<HeardView, 'affected'>): string {
  if (affected === null) return ''
  if (affected.how === 'asked') return t('proposals.affected.asked', { who: affected.by, when: affected.when })
  return affected.how === 'says so' ? t('proposals.affected.says') : t('proposals.affected.assumed')
}

export interface HeardActs {
  /** Claims, or denies, that it affects this person. null: nothing can be said any more. */
  readonly onAffects: ((affects: boolean) => void) | null
  /** "Ask": writes down that, and how, somebody was asked. */
  readonly onAsk: ((row: HeardView) => void) | null
  /** Opens the words that somebody could live with. */
  readonly onWords: ((row: HeardView) => void) | null
}

/** Everybody on the roster: first those most impacted, then those who would do it, then all. */
export function HeardList({ heard, acts }: { heard: readonly HeardView[]; acts: HeardActs }) {
  const sides: readonly Side[] = ['impacted', 'responsible', 'others']
  return (
    <>
      {sides.map((side) => {
        const rows = heardIn(heard, side)
        if (rows.length === 0 && side !== 'impacted') return null
        const spoken = rows.filter(({ stand }) => stand !== null).length
        return (
          <section key={side} className={styles.side}>
            <div className={styles.head}>
              <h2 className={styles.title}>{t(`proposals.side.${side}`)}</h2>
              {rows.length > 0 && <span className={styles.count}>{t('proposals.heardOf', { heard: spoken, all: rows.length })}</span>}
            </div>
            {rows.length === 0 ? (
              <p className={styles.none}>{t('proposals.side.none')}</p>
            ) : (
              <ul>
                {rows.map((row) => (
                  <HeardRow key={row.person.id} row={row} acts={acts} />
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </>
  )
}

function HeardRow({ row, acts }: { row: HeardView; acts: HeardActs }) {
  const { person, stand, why, forWhom, words } = row
  const state = stateOf(row)
  const detail = row.witness ?? affectedWords(row)
  const notes = [row.isOlder && stand !== null ? t('proposals.older') : '', row.added ?? ''].filter((note) => note !== '')
  const isAssumed = row.affected?.how === 'assumed'
  const mayAsk = acts.onAsk && stand === null && isAssumed && !person.isMe
  return (
    <li className={styles.row}>
      <Avatar person={person} size={26} className={styles.avatar} />
      <div className={styles.words}>
        <p className={styles.line}>
          <strong dir="auto">{person.isMe ? t('proposals.you') : person.name}</strong>
          {detail !== '' && <span className={styles.detail}>{detail}</span>}
        </p>
        {notes.map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        {why !== '' && (
          <p className={styles.why} dir="auto">
            {why}
          </p>
        )}
        {forWhom !== '' && (
          <p className={styles.note} dir="auto">
            {t('proposals.objection.forWhomIs', { whom: forWhom })}
          </p>
        )}
        {row.isTwo && <p className={styles.note}>{t(person.isMe ? 'proposals.twoMine' : 'proposals.two', { name: person.name })}</p>}
        {person.isMe && isAssumed && acts.onAffects && (
          <Acts>
            <Button small onClick={() => acts.onAffects?.(true)}>
              {t('proposals.affectsMe')}
            </Button>
            <Button small kind="quiet" onClick={() => acts.onAffects?.(false)}>
              {t('proposals.affectsNot')}
            </Button>
          </Acts>
        )}
        {stand === 'objection' && acts.onWords && (
          <Acts>
            <Button small icon="merge" onClick={() => acts.onWords?.(row)}>
              {person.isMe
                ? t(words === null ? 'proposals.objection.myWords' : 'proposals.objection.myWordsAre')
                : t('proposals.objection.wordsOf', { name: person.name })}
            </Button>
          </Acts>
        )}
      </div>
      <span className={styles.stand} data-state={state}>
        {mayAsk ? (
          <button type="button" className={styles.ask} onClick={() => acts.onAsk?.(row)}>
            {t('proposals.ask')}
          </button>
        ) : (
          (stand !== null || person.isMe) && <span>{stand === null ? t('proposals.notHeardYet') : positionWords(stand)}</span>
        )}
        <PositionSign state={state} size={17} named={stand === null && !person.isMe} />
      </span>
    </li>
  )
}

const Acts = ({ children }: { children: ReactNode }) => <div className={styles.acts}>{children}</div>
