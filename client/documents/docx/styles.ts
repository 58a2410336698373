/** The names of the styles that a text has in Word, and what each becomes when it comes back. Word's own names where it has one, so that its menus know them. Pure. */

export const STYLES = {
  title: 'Title',
  quote: 'Quote',
  code: 'HTML Preformatted',
  inlineCode: 'HTML Code',
  rule: 'Horizontal Line',
  assumption: 'Assumption',
  horizon: 'Horizon',
  summary: 'Summary',
  tableHead: 'Table Heading',
  watchedBy: 'Assumption Watched By',
  lookAgainOn: 'Assumption Look Again',
  wrongIf: 'Assumption Wrong If',
  until: 'Horizon Until',
} as const

/** A list's further paragraphs, by depth. */
export const LIST_CONTINUE = ['List Continue', 'List Continue 2', 'List Continue 3', 'List Continue 4', 'List Continue 5'] as const

/** What a style is called inside the file. */
export const styleId = (name: string): string => name.replaceAll(' ', '')

const paragraph = (name: string, path: string) => `p[style-name='${name}'] => ${path}`
/** Facts come back under a mark that nothing else in the file can have; `read.ts` puts them where they belong. */
const fact = (name: 'watchedBy' | 'lookAgainOn' | 'wrongIf' | 'until') => paragraph(STYLES[name], `p:fresh > span[data-comment='fact-${name}']`)

export const styleMap: readonly string[] & string[] = [
  paragraph(STYLES.title, 'h1:fresh'),
  paragraph('Subtitle', 'p:fresh'),
  paragraph(STYLES.quote, 'blockquote > p:fresh'),
  paragraph('Intense Quote', 'blockquote > p:fresh'),
  paragraph(STYLES.code, `pre:separator('\\n')`),
  `r[style-name='${STYLES.inlineCode}'] => code`,
  paragraph(STYLES.rule, 'hr:fresh'),
  paragraph(STYLES.assumption, "div[data-assumption='true']:fresh"),
  paragraph(STYLES.horizon, "p[data-horizon='true']:fresh"),
  paragraph(STYLES.tableHead, 'p:fresh'),
  paragraph(STYLES.summary, 'p:fresh > strong'),
  fact('watchedBy'),
  fact('lookAgainOn'),
  fact('wrongIf'),
  fact('until'),
  ...LIST_CONTINUE.map((name, depth) => paragraph(name, `${'ul|ol > li > '.repeat(depth + 1)}p:fresh`)),
  'highlight => mark',
  'strike => s',
  'comment-reference =>',
]
