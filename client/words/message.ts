/**
 * ICU messages as the catalogue uses them: `{name}`, `{count, number}`, `{count, plural, =0 {…} one {# …} other {…}}`,
 * `{x, selectordinal, …}`, `{x, select, a {…} other {…}}`, `<b>…</b>`, and apostrophes that quote what they stand around (ICU, "Quoting").
 * Only this is needed, so that the page does not carry a parser for all that there is; a test holds it against intl-messageformat, message by message.
 */
export type Value = string | number | Date

type Piece =
  | string
  | { readonly type: 'value'; readonly name: string }
  | { readonly type: 'number'; readonly name: string }
  | { readonly type: 'count' }
  | { readonly type: 'select' | 'plural' | 'selectordinal'; readonly name: string; readonly options: ReadonlyMap<string, readonly Piece[]> }
  | { readonly type: 'tag'; readonly name: string; readonly inside: readonly Piece[] }

export type Message = readonly Piece[]

/** @throws SyntaxError at what is not a message of these kinds */
export function parseMessage(text: string): Message {
  let at = 0
  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at ${at} of "${text}"`)
  }
  const space = (): void => {
    while (/\s/.test(text.charAt(at))) at++
  }
  const expect = (char: string): void => {
    space()
    if (text[at] !== char) fail(`no ${char}`)
    at++
  }
  const word = (): string => {
    space()
    const found = /^[^\s{},<>#']+/.exec(text.slice(at))?.[0] ?? ''
    if (found === '') fail('no name')
    at += found.length
    return found
  }
  /** What apostrophes quote; a lone one is itself. */
  const quoted = (inPlural: boolean): string => {
    at++
    if (text[at] === "'") {
      at++
      return "'"
    }
    if (!(inPlural ? /[{}<>#]/ : /[{}<>]/).test(text.charAt(at))) return "'"
    let said = ''
    while (at < text.length) {
      if (text[at] !== "'") said += text[at++]
      else if (text[at + 1] === "'") {
        said += "'"
        at += 2
      } else {
        at++
        break
      }
    }
    return said
  }
  function argument(): Piece {
    at++
    const name = word()
    space()
    if (text[at] === '}') {
      at++
      return { type: 'value', name }
    }
    expect(',')
    const type = word()
    if (type === 'number') {
      expect('}')
      return { type: 'number', name }
    }
    if (type !== 'select' && type !== 'plural' && type !== 'selectordinal') return fail(`no such kind: ${type},`)
    expect(',')
    const options = new Map<string, Piece[]>()
    for (space(); text[at] !== '}'; space()) {
      const option = word()
      expect('{')
      options.set(option, words(type !== 'select'))
      expect('}')
    }
    at++
    if (!options.has('other')) fail('no "other"')
    return { type, name, options }
  }
  function words(inPlural: boolean): Piece[] {
    const pieces: Piece[] = []
    let said = ''
    const push = (piece: Piece): void => {
      if (said !== '') pieces.push(said)
      said = ''
      pieces.push(piece)
    }
    while (at < text.length && text[at] !== '}') {
      const char = text[at]
      if (char === "'") said += quoted(inPlural)
      else if (char === '{') push(argument())
      else if (char === '#' && inPlural) {
        at++
        push({ type: 'count' })
      } else if (char === '<' && text[at + 1] === '/') break
      else if (char === '<' && /[a-z]/i.test(text.charAt(at + 1))) {
        at++
        const name = word()
        expect('>')
        const inside = words(inPlural)
        if (!text.startsWith(`</${name}>`, at)) fail(`<${name}> has no end`)
        at += name.length + 3
        push({ type: 'tag', name, inside })
      } else said += text[at++]
    }
    if (said !== '') pieces.push(said)
    return pieces
  }
  const pieces = words(false)
  if (at < text.length) fail('too much')
  return pieces
}

/** What is said for a message: words, and what its tags became, neighbouring words joined. @throws RangeError where a value is missing */
export function sayMessage<T = never>(message: Message, locale: string, values: Readonly<Record<string, unknown>> = {}): (string | T)[] {
  const said: (string | T)[] = []
  const say = (words: string): void => {
    const last = said.at(-1)
    if (typeof last === 'string') said[said.length - 1] = last + words
    else said.push(words)
  }
  const given = (name: string): unknown => {
    if (!Object.hasOwn(values, name)) throw new RangeError(`no value for {${name}}`)
    return values[name]
  }
  const walk = (pieces: readonly Piece[], count: number): void => {
    for (const piece of pieces) {
      if (typeof piece === 'string') say(piece)
      else if (piece.type === 'count') say(numbers(locale).format(count))
      else if (piece.type === 'number') say(numbers(locale).format(Number(given(piece.name))))
      else if (piece.type === 'value') say(String(given(piece.name)))
      else if (piece.type === 'tag') {
        const become = given(piece.name) as (inside: (string | T)[]) => T | string
        const made = become(sayMessage<T>(piece.inside, locale, values))
        if (typeof made === 'string') say(made)
        else said.push(made)
      } else {
        const value = given(piece.name)
        const { options } = piece
        const key = piece.type === 'select' ? String(value) : plurals(locale, piece.type).select(Number(value))
        const chosen = (piece.type === 'select' ? undefined : options.get(`=${Number(value)}`)) ?? options.get(key) ?? options.get('other')
        walk(chosen ?? [], piece.type === 'select' ? count : Number(value))
      }
    }
  }
  walk(message, 0)
  return said
}

const kept = new Map<string, Intl.NumberFormat | Intl.PluralRules>()
function keep<T extends Intl.NumberFormat | Intl.PluralRules>(name: string, make: () => T): T {
  const found = kept.get(name) ?? make()
  kept.set(name, found)
  return found as T
}
const numbers = (locale: string): Intl.NumberFormat => keep(`number ${locale}`, () => new Intl.NumberFormat(locale))
const plurals = (locale: string, type: 'plural' | 'selectordinal'): Intl.PluralRules =>
  keep(`${type} ${locale}`, () => new Intl.PluralRules(locale, { type: type === 'plural' ? 'cardinal' : 'ordinal' }))
