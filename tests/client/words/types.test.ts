import { describe, expectTypeOf, it } from 'vitest'
import type { ValuesOf } from '../../../client/words/messageTypes'
import { t } from '../../../client/words/words'

describe('the values that a message wants are read from its text', () => {
  it('finds plain names, plurals with words in braces inside, and names inside of options', () => {
    expectTypeOf<ValuesOf<'Only words'>>().toEqualTypeOf<Record<never, never>>()
    expectTypeOf<ValuesOf<'{title} by {name}'>>().toEqualTypeOf<{ title: string | number; name: string | number }>()
    expectTypeOf<ValuesOf<'{count, plural, one {# change} other {# changes}} of {all, number}'>>().toEqualTypeOf<{ count: number; all: number }>()
    expectTypeOf<ValuesOf<'{kind, select, text {{name} wrote} other {said by {who}}} at {at, time, short}'>>().toEqualTypeOf<{
      kind: string
      name: string | number
      who: string | number
      at: Date | number
    }>()
  })

  it('wants none where there is none, and all where there are some', () => {
    expectTypeOf(t<'design.close'>).parameters.toEqualTypeOf<['design.close']>()
    expectTypeOf(t<'design.words.unsent'>).parameters.toEqualTypeOf<['design.words.unsent', { count: number }]>()
    // @ts-expect-error a value is missing
    const missing = () => t('design.words.unsent', {})
    void missing
    // @ts-expect-error no such words
    const nothing = () => t('design.nothing')
    void nothing
  })
})
