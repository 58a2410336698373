import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en } from '../../../client/words/en'
import { type Message, parseMessage, sayMessage } from '../../../client/words/message'

/** Names and options that a message uses. */
function namesIn(message: Message, found = new Map<string, Set<string | number>>()): Map<string, Set<string | number>> {
  const of = (name: string) => found.get(name) ?? found.set(name, new Set()).get(name) ?? new Set()
  for (const piece of message) {
    if (typeof piece === 'string' || piece.type === 'count') continue
    if (piece.type === 'tag') namesIn(piece.inside, found)
    else if (piece.type === 'value') of(piece.name).add('alice & <bob>')
    else if (piece.type === 'select') for (const option of piece.options.keys()) of(piece.name).add(option)
    else for (const count of [0, 1, 2, 3, 5, 11, 21, 1234, 100000]) of(piece.name).add(count)
    if ('options' in piece) for (const option of piece.options.values()) namesIn(option, found)
  }
  return found
}

function compare(text: string, locale: string): void {
  const message = parseMessage(text)
  const names = namesIn(message)
  const most = Math.max(1, ...[...names.values()].map((values) => values.size))
  const tag = (inside: unknown[]) => ({ inside })
  for (let i = 0; i < most; i++) {
    const values: Record<string, unknown> = { b: tag, name: 'alice', a: tag }
    for (const [name, set] of names) values[name] = [...set].at(i % set.size)
    const theirs: unknown = new IntlMessageFormat(text, locale).format(values as never)
    const ours = sayMessage(message, locale, values)
    expect(ours.length === 1 ? ours[0] : ours, text).toEqual(theirs)
  }
}

describe('messages', () => {
  it('of the catalogue say what intl-messageformat says', () => {
    for (const text of Object.values(en)) if (/[{'<]/.test(text)) compare(text, 'en-GB')
  })
  it.each(['en-GB', 'es', 'ar'])('of every kind say what intl-messageformat says, in %s', (locale) => {
    for (const text of [
      "It's {name}'s, isn't it? '{quoted}' and ''one''",
      '{n, plural, =0 {none} one {# leaf} two {two leaves} few {# few} many {# many} other {# leaves}}',
      '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
      '{who, select, you {your {n, plural, one {leaf} other {# leaves}}} other {{who} has {n, number}}}',
      "{n, plural, one {'#' is #} other {#'s {name}}}",
      'before <b>bold {name}</b> after',
      '<b>{n, plural, one {# leaf} other {# leaves}}</b> not yet',
    ])
      compare(text, locale)
  })
  it('that are none are refused', () => {
    for (const text of ['{', '{a', '{a, date}', '{a, plural, one {x}}', 'a } b', '<b>x', '<b>x</a>', '{n, plural, other {x}'])
      expect(() => parseMessage(text), text).toThrow(SyntaxError)
  })
  it('lacking a value are an error', () => expect(() => sayMessage(parseMessage('{name}'), 'en')).toThrow(RangeError))
})
