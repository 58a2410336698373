import { t } from '../../words/words'
import type { CircleView, Roll } from '../chart/roll'
import { aboveOf, dayWords, lengthWords, mayWords, termWords, whoWords } from '../circleWords'

/** What a circle is, for whoever reads it elsewhere: Markdown (pure, apart from the catalogue). */

/** What would be read as a sign of Markdown is written as what it is. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|]/g, '\\$&')

export function charterOf(roll: Roll, view: CircleView): string {
  const { circle, roles, children } = view
  const lines: string[] = [`# ${plain(circle.name)}`, '']
  if (circle.purpose !== '') lines.push(plain(circle.purpose), '')
  lines.push(`${plain(mayWords(circle, aboveOf(roll, circle)))} (${lengthWords(circle)})`, '')
  const list = (title: string, items: readonly string[]) => {
    if (items.length > 0) lines.push(`**${title}**`, '', ...items.map((item) => `- ${plain(item)}`), '')
  }
  list(t('circles.alone'), circle.alone)
  for (const { role, held, learners, free } of roles) {
    lines.push(`## ${plain(role.name)}`, '')
    if (role.purpose !== '') lines.push(plain(role.purpose), '')
    const nameOf = (id: string | null) => (id === null ? null : (held.find(({ term }) => term.id === id)?.who.name ?? null))
    const who = [...held, ...learners].map((term) => {
      const words = termWords(term, nameOf(term.term.beside), roll.today)
      return `- ${plain(term.who.isMe ? term.who.name : whoWords(term.who))}${words === '' ? '' : `, ${words}`}`
    })
    const empty = free.map((since) => `- ${since ? t('circles.freeSince', { date: dayWords(since) }) : t('circles.free')}`)
    if (who.length + empty.length > 0) lines.push(...who, ...empty, '')
    list(t('circles.answersFor'), role.answersFor)
    list(t('circles.alone'), role.alone)
    if (role.signsFor !== '') list(t('circles.signsFor'), [role.signsFor])
  }
  list(
    t('circles.inside'),
    children.map((child) => child.circle.name),
  )
  return `${lines.join('\n').trim()}\n`
}
