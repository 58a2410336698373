import type { DocumentSort } from '../workspace/indexDocument'

/**
 * Templates (pure): texts in Markdown, one for each language of the app, with horizons and assumptions that say when to look again. Their words become people's words
 * the moment a document is made, so they stand in files of their own, not in the catalogue.
 */

export type TemplateId = 'strategy' | 'plan' | 'notes' | 'review' | 'charter'

export interface Template {
  readonly id: TemplateId
  readonly sort: DocumentSort
}

export const TEMPLATES: readonly Template[] = [
  { id: 'strategy', sort: 'strategy' },
  { id: 'plan', sort: 'plan' },
  { id: 'notes', sort: 'notes' },
  { id: 'review', sort: 'review' },
  { id: 'charter', sort: 'charter' },
]

const AHEAD = /\{\{(\d+) (months?|years?)\}\}/g

/** The text with its days: `{{6 months}}` is the day that is six months after this one. */
export const datedText = (text: string, today: Date): string =>
  text.replace(AHEAD, (_, count: string, unit: string) => dayAhead(today, Number(count) * (unit.startsWith('year') ? 12 : 1)))

/** As `YYYY-MM-DD`. From the 31st to a shorter month: its last day. */
export function dayAhead(today: Date, months: number): string {
  const month = today.getMonth() + months
  const last = new Date(today.getFullYear(), month + 1, 0).getDate()
  const day = new Date(today.getFullYear(), month, Math.min(today.getDate(), last))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
