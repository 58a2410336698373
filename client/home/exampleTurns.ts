import { readCsv } from '../circles/exchange/csv'
import { editChart } from '../circles/openChart'
import { addRota, EVERY } from '../circles/turns/rotas'
import { beWilling, takeTurn } from '../circles/turns/turnActs'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import rotas from './example/turns.csv?raw'
import { shiftDates } from './exampleDates'

/** What goes round in the invented union. Nobody else can sign here: whoever tries it is willing for two of them, and had one. */
export async function bringExampleTurns(workspace: OpenWorkspace, days: number): Promise<void> {
  const table = readCsv(new TextEncoder().encode(shiftDates(rotas, days)))
  if (!table.ok) throw new Error(`the example's turns: ${table.reason}`)
  for (const { cells } of table.value.rows) {
    const [name = '', purpose = '', often = '', first = '', mine = '', lines = ''] = cells
    const every = EVERY.find((known) => known === often) ?? 'week'
    const rota = await editChart(workspace, (ydoc) => addRota(ydoc, { name, purpose, every, first }))
    if (mine !== 'yes') continue
    await beWilling(workspace, rota, 'turns', first)
    if (lines !== '') await takeTurn(workspace, rota, first, null, lines.replaceAll(' | ', '\n'))
  }
}
