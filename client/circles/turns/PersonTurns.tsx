import '../../words/later/turns'
import { List, ListRow } from '../../design/page/ListRow'
import { SectionHeading } from '../../design/page/SectionHeading'
import { t } from '../../words/words'
import type { Member } from '../../workspace/people'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { dayWords } from '../circleWords'
import { factsIn } from '../facts/factsRoom'
import { type UsedChart, useToday } from '../useChart'
import styles from './PersonTurns.module.css'
import { readRotas } from './rotas'
import { rotaView } from './turnsView'

/** The next day of each turn that somebody takes. How often they had it is nobody's business. */
export function PersonTurns({ chart, member }: { chart: UsedChart; member: Member }) {
  const workspace = useWorkspace()
  const facts = useStore(factsIn(workspace))
  const people = useStore(workspace.people)
  const today = useToday()
  if (chart.state.kind !== 'here') return null
  const next = readRotas(chart.state.ydoc).flatMap((rota) => {
    const row = rota.ended ? undefined : rotaView(rota, facts, people, today).rows.find((one) => one.member.id === member.id)
    return row ? [{ rota, day: row.planned?.occasion ?? null }] : []
  })
  if (next.length === 0) return null
  return (
    <section className={styles.turns}>
      <SectionHeading>{t('turns.title')}</SectionHeading>
      <List>
        {next.map(({ rota, day }) => (
          <ListRow key={rota.id} title={rota.name} href={`#/circles/turns/${rota.id}`} end={<span>{day === null ? t('turns.later') : dayWords(day)}</span>} />
        ))}
      </List>
    </section>
  )
}
