import { NO_CHART } from '../circles/chart/chart'
import { bringInRoles } from '../circles/exchange/bringInRoles'
import { readCsv } from '../circles/exchange/csv'
import { readRoleTable } from '../circles/exchange/roleTable'
import { editChart } from '../circles/openChart'
import { fromMarkdown } from '../documents/markdown'
import { t } from '../words/words'
import { dayOf } from '../workspace/days'
import type { DocumentSort } from '../workspace/indexDocument'
import { leave } from '../workspace/leaving'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { Session } from '../workspace/session'
import proposal from './example/proposal.md?raw'
import roles from './example/roles.csv?raw'
import arabic from './example/strategy.ar.md?raw'
import spanish from './example/strategy.es.md?raw'
import strategy from './example/strategy.md?raw'
import { bringExampleCopy } from './exampleCopy'
import { daysSinceWritten, shiftDates, splitFrontMatter } from './exampleDates'
import { bringExampleDecisions, bringExampleProposal } from './exampleDecisions'
import { bringExampleTurns } from './exampleTurns'
import { importedText } from './importText'

/** The texts of the invented union. */
const TEXTS: readonly { readonly file: string; readonly sort: DocumentSort }[] = [
  { file: strategy, sort: 'strategy' },
  { file: proposal, sort: 'proposal' },
  { file: spanish, sort: 'strategy' },
  { file: arabic, sort: 'strategy' },
]

/**
 * "Try an example": a fresh copy each time, as a workspace of its own. It has no relay, so nothing of it leaves the device
 * until somebody is invited; an earlier copy that was never shared makes way. The id of its main document.
 */
export async function openExample(session: Session, now: number): Promise<string> {
  const { shelf } = session.ground
  for (const earlier of shelf.workspaces.get().filter(({ example, relays }) => example && relays.length === 0)) await leave(session, earlier.id)
  const days = daysSinceWritten(now)
  const documents = TEXTS.map(({ file, sort }) => {
    const { front, text } = splitFrontMatter(file)
    const read = fromMarkdown(text)
    if (!read.ok) throw new Error(`an example's text: ${read.reason}`)
    const { title, update } = importedText(read.value, titleIn(shiftDates(front, days)))
    return { update, hint: title, sort }
  })
  const { workspace, documentId } = await session.create({ name: t('home.exampleGroup'), myName: t('home.exampleName'), documents, relays: [], example: true })
  // Without them the example is still worth looking at.
  await bringChart(workspace, days).catch((error: unknown) => console.error('the example has no circles', error))
  await bringExampleCopy(workspace, documentId).catch((error: unknown) => console.error('the example has no copy', error))
  // Each is a signed record: they come while one looks around, and stop where somebody leaves meanwhile.
  void bringExampleProposal(workspace, proposal, days)
    .then(() => bringExampleTurns(workspace, days))
    .then(() => bringExampleDecisions(workspace, days))
    .catch(() => undefined)
  return documentId
}

/** Its circles, roles and seats. */
async function bringChart(workspace: OpenWorkspace, days: number): Promise<void> {
  // Whoever tries it is Linh, whatever that is called in their language.
  const own = shiftDates(roles, days).replaceAll('Linh', t('home.exampleName'))
  const table = readCsv(new TextEncoder().encode(own))
  if (!table.ok) throw new Error(`the example's roles: ${table.reason}`)
  const { plan, problems } = readRoleTable(table.value, NO_CHART, workspace.people.get())
  if (!plan) throw new Error(`the example's roles: ${JSON.stringify(problems)}`)
  await editChart(workspace, (ydoc) => bringInRoles(ydoc, plan, workspace.people.get(), dayOf(workspace.ground.now())))
}

const titleIn = (front: string): string => /^title: (.*)$/m.exec(front)?.[1] ?? ''
