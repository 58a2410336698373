import { Button } from '../../design/controls/Button'
import { useToast } from '../../design/layers/Toast'
import { t } from '../../words/words'
import { letEnd } from '../chart/edits'
import type { RoleView, TermView } from '../chart/roll'
import { dayWords } from '../circleWords'
import type { UsedChart } from '../useChart'
import type { Ask } from './asks'
import styles from './Panel.module.css'

export interface TermPromptProps {
  readonly chart: UsedChart
  readonly view: RoleView
  /** One's own. */
  readonly given: TermView
  readonly ask: (what: Ask) => void
  /** With the role's name: where it does not stand above. */
  readonly named?: boolean
}

/** Asks whoever holds a seat that ends soon: stand again, hand over, let it end [R3]. */
export function TermPrompt({ chart, view, given, ask, named }: TermPromptProps) {
  const toast = useToast()
  const { term, endsSoon } = given
  if (!endsSoon || term.until === null || !chart.mayWrite) return null
  const date = dayWords(term.until)
  const end = async () => {
    await chart.edit((ydoc) => letEnd(ydoc, term.id, true))
    toast({ text: t('circles.letEndToast', { role: view.role.name, date }), undo: () => void chart.edit((ydoc) => letEnd(ydoc, term.id, false)) })
  }
  return (
    <section className={styles.prompt}>
      <h3>{named ? t('circles.yoursRole', { role: view.role.name, date }) : t('circles.yours', { date })}</h3>
      <p>{t('circles.yoursLine')}</p>
      <div className={styles.promptActions}>
        <Button small onClick={() => ask({ kind: 'again', term: term.id })}>
          {t('circles.standAgain')}
        </Button>
        <Button small onClick={() => ask({ kind: 'hand', role: view.role.id, term: term.id })}>
          {t('circles.handOver')}
        </Button>
        <Button small kind="quiet" onClick={() => void end()}>
          {t('circles.letEnd')}
        </Button>
      </div>
    </section>
  )
}
