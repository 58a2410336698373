/**
 * How commented words look: one rule of style per thread, in a sheet of its own. The text itself is not touched, no decoration has to follow it, and a key costs
 * the same with two hundred comments as with none.
 */
import { isThreadId } from './commentRecords'

export interface Painted {
  readonly id: string
  /** 1 to 10: whoever began it; null: nobody who is known here. */
  readonly who: string | null
  /** Something in it waits for the reader. */
  readonly waits: boolean
}

const inkOf = ({ who, waits }: Painted): string => (waits ? 'var(--turn)' : who !== null && /^\d+$/.test(who) ? `var(--who-${who})` : 'var(--ink-3)')
const at = (id: string): string => `.ProseMirror [data-comment="${id}"]`

/** At rest the line alone. */
export const restRules = (painted: readonly Painted[]): string =>
  painted
    .filter(({ id }) => isThreadId(id))
    .map((one) => `${at(one.id)} { border-block-end: 2px solid color-mix(in srgb, ${inkOf(one)} ${one.waits ? 100 : 60}%, transparent); }`)
    .join('\n')

/** The chosen one: a ground of the person's colour, and the line in full. */
export const chosenRules = (painted: Painted | null): string =>
  painted && isThreadId(painted.id)
    ? `${at(painted.id)} { border-block-end: 2px solid ${inkOf(painted)}; background-color: color-mix(in srgb, ${inkOf(painted)} 15%, transparent); }`
    : ''

export interface Painter {
  rest(painted: readonly Painted[]): void
  chosen(painted: Painted | null): void
  stop(): void
}

/** Made by script alone, so the page's policy has nothing to forbid. Where a browser has no such sheets, all commented words look alike. */
export function openPainter(page: Document): Painter {
  const isThere = 'adoptedStyleSheets' in page && typeof CSSStyleSheet === 'function'
  if (!isThere) {
    page.documentElement.dataset.plainComments = ''
    return { rest: () => {}, chosen: () => {}, stop: () => {} }
  }
  const rest = new CSSStyleSheet()
  const chosen = new CSSStyleSheet()
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, rest, chosen]
  let shown = ''
  return {
    rest(painted) {
      const rules = restRules(painted)
      if (rules === shown) return
      shown = rules
      rest.replaceSync(rules)
    },
    chosen: (painted) => chosen.replaceSync(chosenRules(painted)),
    stop() {
      page.adoptedStyleSheets = page.adoptedStyleSheets.filter((sheet) => sheet !== rest && sheet !== chosen)
    },
  }
}
