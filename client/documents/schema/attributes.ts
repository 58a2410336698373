/**
 * What an attribute's value may be. Content arrives through Yjs from other devices, so whatever reaches the editor is looked at as pasted content is:
 * a value that does not fit is read as the attribute's default, never trusted. Pure.
 */

type Check = (value: unknown) => boolean

const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
const integer =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value)

/** A day, `2026-12-01`, that exists. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}

/** A language tag as in `lang`: letters, digits and hyphens. */
export const isLanguage: Check = (value) => typeof value === 'string' && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(value)

/** The links that a text may carry: http(s) and mailto, nothing that runs. */
export function isSafeHref(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 4096) return false
  // Browsers drop white space and control characters inside a scheme, so they are dropped before looking.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are meant
  return /^(https?:\/\/[^/?#]|mailto:[^/?#])/i.test(value.replace(/[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/g, ''))
}

const lang = orNull(isLanguage)
const cell = {
  colspan: integer(1, 100),
  rowspan: integer(1, 1000),
  align: orNull(oneOf('left', 'center', 'right')),
  colwidth: orNull((value) => Array.isArray(value) && value.length <= 100 && value.every((width) => integer(0, 10_000)(width))),
}

const checks: Record<string, Record<string, Check>> = {
  title: { lang },
  paragraph: { lang },
  heading: { lang, level: integer(1, 3) },
  orderedList: { start: integer(0, 1_000_000_000) },
  taskItem: { checked: (value) => typeof value === 'boolean' },
  codeBlock: { lang, language: orNull(text(64)) },
  tableHeader: cell,
  tableCell: cell,
  detailsSummary: { lang },
  image: {
    blob: orNull((value) => typeof value === 'string' && /^[0-9a-f]{1,128}$/.test(value)),
    alt: text(10_000),
    width: orNull(integer(1, 100_000)),
    height: orNull(integer(1, 100_000)),
  },
  mention: { kind: oneOf('person', 'document'), id: text(200), label: text(1000) },
  assumption: { lang, watchedBy: text(1000), lookAgainOn: orNull(isDay), wrongIf: text(10_000) },
  horizon: { lang, until: orNull(isDay) },
  link: { href: isSafeHref },
  highlight: { colour: orNull(text(32)) },
  comment: { id: (value) => typeof value === 'string' && value !== '' && value.length <= 200 },
}

/** Only what fits; what is missing takes its default in the schema. */
export function fittingAttributes(name: string, attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = checks[name]
  const kept: Record<string, unknown> = {}
  if (!known) return kept
  for (const [key, value] of Object.entries(attributes)) if (known[key]?.(value)) kept[key] = value
  return kept
}
