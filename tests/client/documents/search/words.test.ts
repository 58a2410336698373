import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answers, folded, wantedOf, wordsOf } from '../../../../client/documents/search/words'

const termsOf = (text: string): string[] => wordsOf(text).map(({ term }) => term)
/** Is the text found by what is typed? */
const isFound = (text: string, typed: string): boolean => {
  const wanted = wantedOf(typed)
  const terms = termsOf(text)
  return wanted.length > 0 && wanted.every((one) => terms.some((term) => answers(term, one)))
}

describe('words of a text', () => {
  it.each([
    ['Réunion à l’école', 'reunion ecole'],
    ['reunion', 'Réunion'],
    ['Straße und Øresund, Łódź', 'strasse oresund lodz'],
    ['ＷＩＤＥ ﬁre', 'wide fire'],
    ['İstanbul’da ışık', 'istanbul isik'],
    ['Childcare at every assembly', 'child asse'],
    ['Ёлка', 'елка'],
    ['ΟΔΟΣ', 'οδος'],
  ])('Latin and its neighbours: "%s" is found by "%s"', (text, typed) => expect(isFound(text, typed)).toBe(true))

  it.each([
    ['الاجتماع', 'اجتماع', 'without the article'],
    ['اجتماع', 'الاجتماع', 'with it'],
    ['بالبيوت', 'بيوت', 'behind a preposition'],
    ['للبيوت', 'بيوت', 'behind another'],
    ['مُحَمَّد', 'محمد', 'with harakat'],
    ['محمد', 'مُحَمَّد', 'asked with harakat'],
    ['أحمد وإيمان وآمال', 'احمد', 'forms of alef'],
    ['ٱلْبَيْت', 'البيت', 'alef wasla'],
    ['مدرسة', 'مدرسه', 'ta marbuta'],
    ['مستشفى', 'مستشفي', 'final ya'],
    ['بيـــوت', 'بيوت', 'tatweel'],
    ['البيوت التي نحميها', 'البي', 'a beginning'],
  ])('Arabic: "%s" is found by "%s" (%s)', (text, typed) => expect(isFound(text, typed)).toBe(true))

  it.each([
    ['我们保留的房屋', '房屋'],
    ['我们保留的房屋', '屋'],
    ['我们保留的房屋', '保留的'],
    ['住まいを守る会議', '会議'],
    ['住まいを守る会議', '守る'],
    ['トウキョウ東京2026年', '東京'],
    ['ประชุมผู้เช่า', 'ผู้เช่า'],
    ['Tokyo東京', 'tokyo'],
    ['집을 지키는 회의에서', '회의'],
  ])('without blanks: "%s" is found by "%s"', (text, typed) => expect(isFound(text, typed)).toBe(true))

  it.each([
    ['किरायेदार संघ', 'किराये'],
    ['क़ानून', 'कानून'],
    ['हाँ', 'हां'],
  ])('Hindi: "%s" is found by "%s"', (text, typed) => expect(isFound(text, typed)).toBe(true))

  it.each([
    ['किरायेदार', 'करयदर', 'vowel signs of Devanagari count'],
    ['我们保留的房屋', '屋房', 'signs in another order'],
    ['assembly', 'sembly', 'the middle of a word'],
    ['assembly', 'as', 'one or two letters of an alphabet'],
    ['か', 'が', 'the voiced sign counts'],
  ])('"%s" is not found by "%s": %s', (text, typed) => expect(isFound(text, typed)).toBe(false))

  it('nothing but signs asks for nothing', () => expect(wantedOf(' …, “” — 。')).toEqual([]))

  it('each word stands where it says, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const { term, start, end } of wordsOf(text)) {
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(folded(text.slice(start, end)).endsWith(term)).toBe(true)
        }
      }),
    )
  })

  it('every text with a word in it is found by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        if (wantedOf(text).length > 0) expect(isFound(text, text)).toBe(true)
      }),
    )
  })
})
