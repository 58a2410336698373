import { afterEach, describe, expect, it } from 'vitest'
import { bestLocale, direction, locale, setLocale, t, tPieces } from '../../../client/words/words'

afterEach(() => setLocale('en'))

describe('t', () => {
  it('says plain words as they are, and fills in values and plurals', () => {
    expect(t('design.close')).toBe('Close')
    expect(t('design.words.unsent', { count: 1 })).toBe('1 change not yet sent')
    expect(t('design.words.unsent', { count: 1240 })).toBe('1,240 changes not yet sent')
    expect(t('design.fetching', { title: 'Homes we keep', got: 3, of: 9 })).toBe('Fetching Homes we keep, 3 of 9 parts')
  })

  it('leaves braces and tags in what people wrote alone', () => {
    expect(t('design.qr', { what: '<b>{count}</b>' })).toBe('QR code of <b>{count}</b>')
  })

  it('gives pieces where a part is set apart', () => {
    expect(tPieces<string>('design.person', { name: 'Ana', presence: 'here now' })).toEqual(['Ana, here now'])
  })
})

describe('the chosen language', () => {
  it('is the first wanted one that has a catalogue', () => {
    expect(bestLocale(['fr-FR', 'en-US'])).toBe('en')
    expect(bestLocale([])).toBe('en')
  })

  it('tells who listens when it changes', async () => {
    let heard = 0
    const stop = locale.subscribe(() => heard++)
    await setLocale('en')
    stop()
    await setLocale('en')
    expect(heard).toBe(1)
    expect(locale.get()).toBe('en')
  })

  it('knows which languages run from right to left', () => {
    expect([direction('en'), direction('ar')]).toEqual(['ltr', 'rtl'])
  })
})
