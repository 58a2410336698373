import { IntlMessageFormat } from 'intl-messageformat'
import { afterEach, describe, expect, it } from 'vitest'
import { ar } from '../../../client/words/ar'
import { en } from '../../../client/words/en'
import { es } from '../../../client/words/es'
import { formatDate, formatList, formatNumber } from '../../../client/words/formats'
import { pseudoCatalogue, pseudoLong, pseudoRtl } from '../../../client/words/pseudo'
import { translationOf } from '../../../client/words/translation'
import { bestLocale, direction, type Locale, setLocale, t, type WordKey } from '../../../client/words/words'
import { wordsFound } from './forbidden'
import { arabicForms, forbiddenArabic, forbiddenSpanish, withoutSigns } from './forbiddenElsewhere'

const catalogues = { es, ar } as const
type Element = ReturnType<IntlMessageFormat['getAst']>[number]
const PLAIN = 0
const SELECT = 5
const PLURAL = 6

const parse = (message: string, language: string): Element[] => new IntlMessageFormat(message, language).getAst()
/** All elements, those inside of options too. */
const elementsOf = (elements: readonly Element[]): Element[] =>
  elements.flatMap((element) => ('options' in element ? [element, ...Object.values(element.options).flatMap(({ value }) => elementsOf(value))] : [element]))
/** "count plural": what a message wants, and as what. */
const wants = (message: string): string[] =>
  [...new Set(elementsOf(parse(message, 'en')).flatMap((element) => ('value' in element && element.type !== PLAIN ? [element.value] : [])))].sort()
/** The plural categories that this plural has no words for. =1 stands for "one" where a language has one number in it. */
function lacking(element: Element, categories: readonly string[], exact: Readonly<Record<string, string>>): string[] {
  if (element.type !== PLURAL) return []
  const given = Object.keys(element.options).map((option) => exact[option] ?? option)
  return categories.filter((category) => !given.includes(category))
}
const keys = Object.keys(en) as WordKey[]

afterEach(() => setLocale('en'))

describe.each(['es', 'ar'] as const)('the catalogue of %s', (language) => {
  const catalogue: Record<WordKey, string> = catalogues[language]

  it('says all that English says, and nothing besides', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort())
    expect(keys.filter((key) => catalogue[key].trim() === '')).toEqual([])
  })

  it('can be read, and wants the values that English is given', () => {
    const wrong = keys.filter((key) => JSON.stringify(wants(catalogue[key])) !== JSON.stringify(wants(en[key])))
    expect(wrong.map((key) => `${key}: ${catalogue[key]}`)).toEqual([])
  })

  it('has a plural for each number that its grammar tells apart, and the choices that English has', () => {
    // Spanish "many" is for whole millions, which nothing here reaches.
    const needed = language === 'ar' ? ['zero', 'one', 'two', 'few', 'many', 'other'] : ['one', 'other']
    const exact: Record<string, string> = language === 'ar' ? { '=0': 'zero', '=1': 'one', '=2': 'two' } : { '=1': 'one' }
    for (const key of keys) {
      const elements = elementsOf(parse(catalogue[key], language))
      // "2 of 3": one way to say it for all numbers but none.
      if (key !== 'documents.findCount' || language === 'ar')
        expect(
          elements.flatMap((element) => lacking(element, needed, exact)),
          key,
        ).toEqual([])
      const choices = (all: readonly Element[]) => all.flatMap((element) => (element.type === SELECT ? [Object.keys(element.options).sort()] : [])).sort()
      expect(choices(elements), key).toEqual(choices(elementsOf(parse(en[key], 'en'))))
    }
  })

  it('has no word of the trade, no alarm, no courtesy, no exclamation mark, and makes nobody a man or a woman', () => {
    const said = keys.flatMap((key) => {
      const message = language === 'ar' ? withoutSigns(catalogue[key]) : catalogue[key]
      // Most are not in it at all; the others are looked at as whole words.
      const words = (language === 'ar' ? forbiddenArabic.flatMap(arabicForms) : forbiddenSpanish).filter((word) => message.toLowerCase().includes(word))
      return [...(/[!¡]/.test(message) ? ['!'] : []), ...wordsFound(message, words)].map((word) => `${key} says "${word}"`)
    })
    expect(said).toEqual([])
  })

  it('uses the typographic signs, and no doubled or outer spaces', () => {
    for (const key of keys) {
      expect(catalogue[key], key).not.toMatch(/^\s|\s$| {2}|"|\.\.\./)
      if (language === 'ar') expect(catalogue[key].replace(/\{[^{}]*,/g, ''), key).not.toMatch(/[?;]|\p{Script=Arabic},/u)
    }
  })

  it('is translated: only names and signs are the same as in English', () => {
    const same = keys.filter((key) => catalogue[key] === en[key] && /\p{L}/u.test(en[key].replace(/\{[^{}]*\}/g, '')))
    expect(same.filter((key) => !['design.mark', 'home.exampleName'].includes(key))).toEqual([])
  })
})

describe('a language that is not whole', () => {
  it('does not compile: a message is missing, is one too many, or wants another value', () => {
    interface English extends Record<string, string> {
      readonly 'a.hello': 'Hello {name}'
      readonly 'a.count': '{count, plural, one {# word} other {# words}}'
    }
    type Words = { readonly [K in 'a.hello' | 'a.count']: English[K] }
    const made = translationOf<Words>()
    expect(made({ 'a.hello': 'Hola, {name}', 'a.count': '{count, plural, one {# palabra} other {# palabras}}' })).toHaveProperty('a.hello')
    // @ts-expect-error the count is missing
    made({ 'a.hello': 'Hola, {name}' })
    // @ts-expect-error English has no such message
    made({ 'a.hello': 'Hola, {name}', 'a.count': '{count, number}', 'a.more': 'Más' })
    // @ts-expect-error it wants a value that nobody gives
    made({ 'a.hello': 'Hola, {nombre}', 'a.count': '{count, number}' })
    // @ts-expect-error the name is not said
    made({ 'a.hello': 'Hola', 'a.count': '{count, number}' })
  })
})

describe('the language that is spoken', () => {
  const speak = (locale: Locale, wanted: readonly string[] = []) => setLocale(locale, wanted)

  it('is the first of the browser’s that there is', () => {
    expect(['es', 'ar', 'es', 'en', 'en']).toEqual(
      [
        ['es-AR', 'en'],
        ['fr', 'ar-LB', 'en'],
        ['pt-BR', 'ES'],
        ['en-US', 'es'],
        ['zh-Hans', 'toString'],
      ].map(bestLocale),
    )
  })

  it('counts as its grammar does', async () => {
    await speak('es')
    expect([1, 2].map((count) => t('design.words.unsent', { count }))).toEqual(['1 cambio sin enviar', '2 cambios sin enviar'])
    await speak('ar')
    expect([1, 2, 3, 11, 100].map((count) => t('documents.words', { count }))).toEqual(['كلمة واحدة', 'كلمتان', '٣ كلمات', '١١ كلمة', '١٠٠ كلمة'])
    expect(direction()).toBe('rtl')
  })

  it('writes numbers, dates and lists as the reader’s region does', async () => {
    const day = new Date(2026, 10, 12, 12).getTime()
    await speak('es', ['es-MX'])
    expect([formatDate(day, day), formatNumber(1240), formatList(['Ana', 'Mei', 'Inés'])]).toEqual(['12 de noviembre', '1,240', 'Ana, Mei e Inés'])
    await speak('ar', ['en', 'ar-MA'])
    expect(formatNumber(12)).toBe('12')
    await speak('ar', ['ar-SA'])
    expect(formatDate(day, day), 'in the calendar of the documents').toBe('١٢ نوفمبر')
    await speak('ar', ['ar-LB'])
    expect(formatDate(day, day)).toContain('تشرين الثاني')
  })

  it('sets names apart that run against the sentence, and leaves choices alone', async () => {
    await speak('ar')
    expect(t('workspace.people.invitedBy', { name: 'Ana' })).toBe('بدعوة من \u2068Ana\u2069')
    expect(t('workspace.people.invitedBy', { name: 'هدى' })).toBe('بدعوة من هدى')
    expect(t('workspace.devices.this', { sort: 'phone' })).toBe('هذا الهاتف')
    await speak('es')
    expect(t('workspace.people.invitedBy', { name: 'هدى' })).toBe('con invitación de \u2068هدى\u2069')
    expect(t('workspace.people.invitedBy', { name: 'Ана' })).toBe('con invitación de Ана')
  })

  it('is the one that was asked for last, whichever comes first', async () => {
    await Promise.all([speak('ar'), speak('es'), speak('en')])
    expect(t('design.close')).toBe('Close')
  })
})

describe('the languages that nobody speaks', () => {
  it('change the words and nothing else: all of English can be read, with its values', () => {
    for (const change of [pseudoLong, pseudoRtl]) {
      const catalogue = pseudoCatalogue(en, change)
      for (const key of keys) expect(wants(catalogue[key] ?? ''), key).toEqual(wants(en[key]))
    }
    expect(pseudoLong('{count, plural, one {# more} other {# more}} of <b>{all, number}</b>')).toMatch(
      /^\[\{count, plural, one \{# \S+\} other \{# \S+\}\} \S+ <b>\{all, number\}<\/b>\]$/,
    )
  })

  it('[pseudo-long] is longer by 40 %', () => {
    const letters = (words: string) => words.match(/\p{L}/gu)?.length ?? 0
    const plain = keys.filter((key) => !en[key].includes('{')).map((key) => en[key])
    const ratio = plain.map((words) => letters(pseudoLong(words))).reduce((a, b) => a + b) / plain.map(letters).reduce((a, b) => a + b)
    expect(ratio).toBeGreaterThan(1.35)
    expect(ratio).toBeLessThan(1.45)
  })
})
