import '../words/later/proposals'
import { textNow } from '../copies/review/texts'
import { begin, lookAgain, propose, writeDown } from '../proposals/facts/acts'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import decided from './example/decisions.md?raw'
import { shiftDates, splitFrontMatter } from './exampleDates'

const dayAt = (day: string | undefined): number | null => (day === undefined ? null : new Date(`${day}T12:00:00`).getTime())
const plain = (text: string): string => text.replaceAll('**', '').trim()
const DAY = /\d{4}-\d{2}-\d{2}/g

/** The past decisions of the invented union, written down by whoever tries the example: what came of each, and what waits to be looked at. */
export async function bringExampleDecisions(workspace: OpenWorkspace, days: number): Promise<void> {
  for (const section of shiftDates(decided, days).split(/^## /m).slice(1).toReversed()) {
    const [head = '', ...lines] = section.split('\n')
    const [day = '', title = ''] = head.split(' — ')
    const fact = (name: string): string => plain(lines.find((line) => line.startsWith(`- **${name}:**`))?.slice(name.length + 7) ?? '')
    const [circle = '', ...how] = fact('Decided by').split(', ')
    const [kind, happened, said, looks] = [fact('Kind'), fact('What happened'), fact('What we said'), fact('Look again on').match(DAY) ?? []]
    const tasks = fact('Tasks')
      .split(' · ')
      .filter((task) => task !== '')
      .map((task) => ({ words: task.replace(/^\[.\] /, ''), isDone: task.startsWith('[x]') }))
    const bid = kind.includes('bid') ? { expect: said, cost: '', guardian: '', stopIf: '', until: null } : null
    const made = await writeDown(workspace, {
      ...{ sentence: fact('In one sentence'), people: [], others: [], circle, owner: null, again: dayAt(looks.at(-1)) },
      couldNotWait: kind.startsWith('urgent') ? said : '',
      past: { ...{ on: dayAt(day) ?? 0, title, how: how.join(', '), ownerName: fact('Owner'), said, bid, tasks } },
    })
    const review = /\bstopped\b/i.test(happened) ? 'stopped' : /\bkept\b/i.test(happened) ? 'kept' : null
    if (!made.ok || review === null) continue
    const next = looks.length > 1 && kind.startsWith('urgent') ? dayAt(looks.at(-1)) : null
    await lookAgain(workspace, made.value, { review, happened, again: next, on: dayAt(looks[0]) ?? 0 })
  }
}

/** Its small bid that is under way. */
export async function bringExampleProposal(workspace: OpenWorkspace, file: string, days: number): Promise<void> {
  const front = shiftDates(splitFrontMatter(file).front, days)
  const fact = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(front)?.[1] ?? ''
  const document = workspace.documents.get().find(({ sort }) => sort === 'proposal')?.id
  if (document === undefined) return
  const bid = {
    ...{ expect: fact('hypothesis'), cost: fact('cost_cap'), guardian: fact('guardian'), stopIf: fact('stop_early_if') },
    until: dayAt(fact('review')),
  }
  await propose(workspace, { document, sentence: fact('in_one_sentence'), circle: null, changes: null, bid })
  const text = await textNow(workspace, document)
  const { me } = workspace.people.get()
  const closes = dayAt(fact('closes'))
  if (!text.ok || !me || closes === null) return
  // Nobody else can sign here: the round is open, and waits for whoever tries it.
  await begin(workspace, document, {
    offer: null,
    ...{ step: 'decision', method: 'consent', closes, group: fact('decided_by'), isAdvisory: false, decide: [me.id], impacted: [], responsible: [me.id] },
    ...{ text: text.value, name: t('proposals.versionName', { step: t('proposals.step.decision') }) },
  })
}
