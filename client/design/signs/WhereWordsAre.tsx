import { type ComponentPropsWithRef, useEffect, useRef, useState } from 'react'
import { t } from '../../words/words'
import { classes } from '../classes'
import { Unseen } from '../Unseen'
import { useAfter, useLinger } from '../useAfter'
import styles from './WhereWordsAre.module.css'
import { type WordsSign as Sign, saidOf, type WordsSaid, type WordsStatus } from './whereWords'

/** A square is this device, a dot is the relay, and between them a link. Never without words. */
export function WordsSign({ sign }: { sign: Sign }) {
  const dots = Math.max(sign.relays.length, 0)
  const width = dots === 0 ? 10 : 25.4 + (dots - 1) * 10.5
  return (
    <svg className={styles.sign} width={width} height="10" viewBox={`0 0 ${width} 10`} fill="none" aria-hidden="true" focusable="false">
      <rect className={classes(styles.device, styles[`device-${sign.device}`])} x="0.7" y="1.2" width="7.6" height="7.6" rx="1.8" />
      {dots > 0 && sign.link !== 'none' && (
        <path className={classes(styles.link, styles[sign.link])} d={sign.link === 'dotted' ? 'M11 5h4.5' : 'M11.2 5h3.6'} />
      )}
      {sign.relays.map((relay, index) => {
        const x = 20.9 + index * 10.5
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
          <g key={index} className={classes(styles.relay, styles[`relay-${relay}`])}>
            <circle cx={x} cy="5" r={relay === 'sent' ? 4.3 : 3.7} />
            {relay === 'refused' && <path d={`M${x - 2.5} 7.5 ${x + 2.5} 2.5`} />}
          </g>
        )
      })}
    </svg>
  )
}

/** Ms for which "Being saved" stays after all is saved: between two letters it does not come and go. */
const LINGERS = 600

/**
 * What is said, calmly: while somebody writes, one thing is said and not two in turn. Calm never claims anything: "saved" is not said of a letter before it
 * is true [S1], whoever reads it may close the lid.
 */
export function useSaid(status: WordsStatus): WordsSaid {
  const isBeingSaved = useLinger(status.saved === 'saving', LINGERS)
  const isSending = status.relay === 'sending' || (status.relay === 'sent' && status.unsent > 0)
  const sendingLasts = useAfter(isSending, 2_000)
  return saidOf(isBeingSaved && status.saved === 'saved' ? { ...status, saved: 'saving' } : status, Date.now(), !sendingLasts)
}

export interface WhereWordsAreProps {
  status: WordsStatus
  /** "Sent", where room is short. */
  short?: boolean
  className?: string
}

/** Where the words are: the sign, and always the words. */
export function WhereWordsAre({ status, short = false, className }: WhereWordsAreProps) {
  const said = useSaid(status)
  return (
    <span className={classes(styles.where, said.tone === 'brick' && styles.brick, className)}>
      <WordsSign sign={said.sign} />
      <span className={styles.words}>{short ? said.short : said.text}</span>
    </span>
  )
}

/** The same as a button, for what opens the panel. */
export function WhereWordsButton({ status, short = false, className, ...rest }: WhereWordsAreProps & ComponentPropsWithRef<'button'>) {
  const said = useSaid(status)
  return (
    <button
      {...rest}
      type="button"
      className={classes(styles.where, styles.button, said.tone === 'brick' && styles.brick, className)}
      aria-label={t('design.words.where', { state: short ? said.short : said.text })}
    >
      <WordsSign sign={said.sign} />
      <span className={styles.words}>{short ? said.short : said.text}</span>
    </button>
  )
}

const atMostEvery = 30_000

/**
 * The same for the ear, once per window: "Sent" politely and at most every 30 s; "not saved" at once.
 * `onSay`: whoever speaks for the whole window says the polite words in their turn.
 */
export function WordsVoice({ status, onSay }: { status: WordsStatus; onSay?: (words: string) => void }) {
  const said = useSaid(status)
  const say = useRef(onSay)
  say.current = onSay
  const [polite, setPolite] = useState('')
  const isBeingSaved = said.sign.device === 'saving'
  const last = useRef({ at: 0, text: said.text })
  useEffect(() => {
    // What comes and goes with every pause in writing is not for the ear.
    if (said.tone === 'brick' || isBeingSaved || said.text === last.current.text) return
    const wait = Math.max(0, last.current.at + atMostEvery - Date.now())
    const timer = setTimeout(() => {
      last.current = { at: Date.now(), text: said.text }
      if (say.current) say.current(said.text)
      else setPolite(said.text)
    }, wait)
    return () => clearTimeout(timer)
  }, [said.text, said.tone, isBeingSaved])
  return (
    <>
      <div aria-live="polite">
        <Unseen>{polite}</Unseen>
      </div>
      <div aria-live="assertive">
        <Unseen>{said.tone === 'brick' ? said.text : ''}</Unseen>
      </div>
    </>
  )
}
