import { Button } from '../../design/controls/Button'
import { SectionHeading } from '../../design/page/SectionHeading'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { nameInside, nameOf } from '../../workspace/who'
import { dayWords } from '../circleWords'
import { useSaid } from '../facts/useSaid'
import type { Asking } from './RotaPanel'
import styles from './TurnWords.module.css'
import { answerSwap } from './turnActs'
import type { RotaView } from './turnsView'

/** Swaps that wait for a yes: nothing moves before. */
export function OpenSwaps({ view }: { view: RotaView }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const me = people.me?.id
  const said = useSaid()
  return view.swaps.map((swap) => {
    const [give, take] = [dayWords(swap.give), dayWords(swap.take)]
    const nameFor = (person: string) => nameInside(people.byId.get(person) ?? null)
    const answer = (yes: boolean) => void said(answerSwap(workspace, view.rota.id, swap.id, yes))
    const isTheirs = swap.to === me
    return (
      <div key={swap.id} className={styles.swap} data-mine={isTheirs}>
        <span className={styles.swapWords}>
          {isTheirs
            ? t('turns.swapOpenTheirs', { name: nameFor(swap.from), give, take })
            : swap.from === me
              ? t('turns.swapOpenMine', { name: nameFor(swap.to), give, take })
              : t('turns.swapOpen', { from: nameFor(swap.from), to: nameFor(swap.to), give, take })}
        </span>
        {isTheirs && (
          <span className={styles.acts}>
            <Button small onClick={() => answer(true)}>
              {t('turns.swapYes')}
            </Button>
            <Button small kind="quiet" onClick={() => answer(false)}>
              {t('turns.swapNo')}
            </Button>
          </span>
        )}
        {swap.from === me && (
          <Button small kind="quiet" onClick={() => answer(false)}>
            {t('turns.swapBack')}
          </Button>
        )}
      </div>
    )
  })
}

/** Every turn begins with three lines from whoever had it last. */
export function LastLines({ view, onAsk }: { view: RotaView; onAsk: (asking: Asking) => void }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const { last } = view
  if (!last) return null
  const member = people.byId.get(last.person) ?? null
  const by = t('turns.beforeBy', { name: nameOf(member), date: dayWords(last.occasion) })
  const lines = last.lines.split('\n').filter((line) => line !== '')
  return (
    <section className={styles.lines}>
      <SectionHeading detail={by}>{t('turns.before')}</SectionHeading>
      {lines.length > 0 ? (
        <ul className={styles.three}>
          {lines.map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{t('turns.noLines')}</p>
      )}
      {member?.isMe && (
        <Button small onClick={() => onAsk({ kind: 'lines', occasion: last.occasion })}>
          {t(lines.length > 0 ? 'turns.changeLines' : 'turns.writeLines')}
        </Button>
      )}
    </section>
  )
}

const SHOWN = 12

/** What was: who had it, skips with their reasons, swaps. */
export function WrittenDown({ view }: { view: RotaView }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const written = view.written.slice(0, SHOWN)
  if (written.length === 0) return null
  const nameFor = (person: string) => nameOf(people.byId.get(person) ?? null)
  return (
    <section>
      <SectionHeading>{t('turns.history')}</SectionHeading>
      <ul className={styles.written}>
        {written.map((entry) => {
          if ('swap' in entry) {
            const { id, from, to, give, take } = entry.swap
            const words = { from: nameFor(from), to: nameInside(people.byId.get(to) ?? null), give: dayWords(give), take: dayWords(take) }
            return (
              <li key={id} className={styles.entry}>
                <span className={styles.quiet}>{dayWords(entry.day)}</span>
                <span>{t('turns.swappedBy', words)}</span>
              </li>
            )
          }
          const { turn } = entry
          const other = turn.beside ? nameInside(people.byId.get(turn.beside) ?? null) : null
          return (
            <li key={`${turn.occasion}/${turn.person}`} className={styles.entry}>
              <span className={styles.quiet}>{dayWords(turn.occasion)}</span>
              <span>
                {!turn.isTaken
                  ? t('turns.skippedBy', { name: nameFor(turn.person) })
                  : other
                    ? t('turns.hadWith', { name: nameFor(turn.person), other })
                    : t('turns.had', { name: nameFor(turn.person) })}
                {turn.reason && (
                  <span className={styles.words} dir="auto">
                    {turn.reason}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
