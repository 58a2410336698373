/** What changed, as sentences (pure, apart from the catalogue): one about the text that is open, one about all others. */
import type { BlocksChanged } from '../../documents/whatChanged'
import { formatList, formatMoment } from '../../words/formats'
import { t } from '../../words/words'
import type { DocumentListing } from '../../workspace/listing'
import type { Member, People } from '../../workspace/people'
import { nameOf, titleWords } from '../../workspace/who'

const MOST_PEOPLE = 4
const MOST_HEADINGS = 3
const MOST_DOCUMENTS = 4

interface ChangedBy {
  readonly name: string
  readonly blocks: number
  readonly under: readonly (string | null)[]
}

/** Without what this person's own devices did; one line per person, whoever changed most first. */
function byPerson(changes: readonly BlocksChanged[], people: Pick<People, 'ofDevice'>): ChangedBy[] {
  const found = new Map<Member | null, ChangedBy>()
  for (const { device, blocks, under } of changes) {
    const who = device === null ? null : people.ofDevice(device)
    if (who?.isMe) continue
    const before = found.get(who)
    found.set(who, { name: nameOf(who), blocks: blocks + (before?.blocks ?? 0), under: [...new Set([...(before?.under ?? []), ...under])] })
  }
  return [...found.values()].sort((a, b) => b.blocks - a.blocks)
}

function sentence({ name, blocks, under }: ChangedBy): string {
  const headings = under.slice(0, MOST_HEADINGS).map((heading) => heading ?? t('shell.ear.top'))
  if (under.length === 0 || under.every((heading) => heading === null)) return t('shell.ear.changed', { name, count: blocks })
  return t('shell.ear.changedUnder', { name, count: blocks, headings: formatList(headings) })
}

export interface Asked {
  /** Of the open text; null: none is open. */
  readonly here: readonly BlocksChanged[] | null
  readonly openId: string | null
  readonly documents: readonly DocumentListing[]
  readonly people: Pick<People, 'ofDevice' | 'ofAuthor'>
  /** When it was last asked, ms. */
  readonly since: number
  readonly now: number
}

/** One announcement or two. */
export function changeWords({ here, openId, documents, people, since, now }: Asked): [string] | [string, string] {
  const when = formatMoment(since, now)
  const persons = here === null ? [] : byPerson(here, people)
  const rest = persons.length - MOST_PEOPLE
  const what = [...persons.slice(0, MOST_PEOPLE).map(sentence), ...(rest > 0 ? [t('shell.ear.others', { count: rest })] : [])].join(' ')
  const others = documents.filter(({ id, changedAt, changedBy }) => {
    const who = changedBy === null ? null : people.ofAuthor(changedBy)
    return id !== openId && changedAt !== null && changedAt > since && who !== null && !who.isMe
  })
  const titles = others
    .slice(0, MOST_DOCUMENTS)
    .map(({ title, changedBy }) =>
      t('shell.ear.elsewhereOne', { title: titleWords(title), name: nameOf(changedBy === null ? null : people.ofAuthor(changedBy)) }),
    )
  const elsewhere = others.length === 0 ? null : t('shell.ear.elsewhere', { documents: titles.join('; ') })
  if (here === null) return [elsewhere === null ? t('shell.ear.nothing', { when }) : t('shell.ear.since', { when, what: elsewhere })]
  const said = persons.length > 0 ? t('shell.ear.since', { when, what }) : t('shell.ear.nothingHere', { when })
  return elsewhere === null ? [said] : [said, elsewhere]
}
