/**
 * Other editors write bold and italics as styles, and the page's policy makes the browser ignore every style that stands in HTML. So styles are read as text,
 * before anything parses them, and become elements. No DOM here.
 */

/** What a `style` attribute says that a text keeps. */
export interface KeptStyle {
  readonly bold: boolean
  readonly notBold: boolean
  readonly italic: boolean
  readonly strike: boolean
  readonly highlight: boolean
  readonly align: 'center' | 'right' | null
  /** Word's list marker: "l0 level2 lfo1", or "Ignore" for the drawn bullet. */
  readonly list: string
}

export function readStyle(style: string): KeptStyle {
  const values = new Map<string, string>()
  for (const part of style.split(';')) {
    const colon = part.indexOf(':')
    if (colon > 0)
      values.set(
        part.slice(0, colon).trim().toLowerCase(),
        part
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      )
  }
  const weight = values.get('font-weight') ?? ''
  const decoration = `${values.get('text-decoration') ?? ''} ${values.get('text-decoration-line') ?? ''}`
  const background = values.get('background-color') ?? values.get('background') ?? ''
  const align = values.get('text-align') ?? ''
  return {
    bold: weight === 'bold' || weight === 'bolder' || Number(weight) >= 600,
    notBold: weight === 'normal' || (Number(weight) > 0 && Number(weight) < 600),
    italic: /^(italic|oblique)/.test(values.get('font-style') ?? ''),
    strike: decoration.includes('line-through'),
    highlight: (values.has('mso-highlight') || background !== '') && !isNoColour(background),
    align: align === 'center' ? 'center' : align === 'right' || align === 'end' ? 'right' : null,
    list: values.get('mso-list') ?? '',
  }
}

/** Inside tags: `style` becomes `data-style`, handlers go. Then parsing it neither runs nor reports anything. */
export function tamed(html: string): string {
  return html
    .replace(/<!\[[^\]]*\]>/g, '')
    .replace(/<[a-zA-Z][^>]*>/g, (tag) => tag.replace(/([\s"'/])style(\s*=)/gi, '$1data-style$2').replace(/([\s"'/])on[a-z]+(\s*=)/gi, '$1data-off$2'))
}

const isNoColour = (colour: string) => /^(transparent|none|initial|inherit|white|#fff(?:fff)?|rgba?\(255, ?255, ?255(?:, ?1)?\)|rgba\(.*, ?0\))$/.test(colour)
