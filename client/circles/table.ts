import { addDays } from '../workspace/days'
import { type CircleView, ENDING, inOrder, type RoleView, type Roll } from './chart/roll'

/** The roles as a table: which are shown, and in which order (pure). */
export const FILTERS = ['all', 'free', 'ending', 'mine'] as const
export type Filter = (typeof FILTERS)[number]
export type Sort = { readonly by: 'role' | 'until'; readonly isFalling: boolean }

export interface TableGroup {
  readonly view: CircleView
  readonly roles: readonly RoleView[]
}

const isShown = (view: RoleView, filter: Filter, today: string): boolean => {
  switch (filter) {
    case 'all':
      return true
    case 'free':
      return view.free.length > 0
    case 'ending':
      return view.held.some(({ term }) => term.until !== null && term.until <= addDays(today, ENDING))
    case 'mine':
      return [...view.held, ...view.learners].some(({ who }) => who.isMe)
  }
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const says = (view: RoleView, words: string): boolean =>
  plain([view.role.name, view.circle.name, ...[...view.held, ...view.learners].map(({ who }) => who.name)].join(' ')).includes(words)

export function tableOf(roll: Roll, filter: Filter, sort: Sort, words: string): TableGroup[] {
  const wanted = plain(words.trim())
  const way = sort.isFalling ? -1 : 1
  const compare = (a: RoleView, b: RoleView): number => {
    const [left, right] = sort.by === 'role' ? [a.role.name, b.role.name] : [a.until ?? '9', b.until ?? '9']
    return (left < right ? -1 : left > right ? 1 : 0) * way
  }
  return inOrder(roll.circles)
    .map((view) => ({ view, roles: view.roles.filter((role) => isShown(role, filter, roll.today) && says(role, wanted)).sort(compare) }))
    .filter(({ roles, view }) => roles.length > 0 || (filter === 'all' && wanted === '' && view.roles.length === 0))
}

export const countOf = (roll: Roll, filter: Filter): number =>
  inOrder(roll.circles).reduce((sum, { roles }) => sum + roles.filter((role) => isShown(role, filter, roll.today)).length, 0)
