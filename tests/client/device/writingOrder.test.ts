import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inWritingOrder } from '../../../client/device/writingOrder'

/** What alice types, letter by letter: each update builds upon the one before. */
function keystrokes(text: string): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const letter of text) doc.getText('text').insert(doc.getText('text').length, letter)
  return updates
}
const row = (update: Uint8Array, at: number) => ({ schema: 1, update, at })

describe('the order in which rows were written', () => {
  it('is that of their times', () => {
    const [a, b, c] = keystrokes('abc').map((update, n) => row(update, n))
    if (!a || !b || !c) throw new Error('three rows')
    expect(inWritingOrder([c, a, b])).toEqual([a, b, c])
  })
  it("of rows that came together is that of their client's clock, so that none has to wait for another", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.infiniteStream(fc.nat()), (text, chance) => {
        const rows = keystrokes(text).map((update) => row(update, 7))
        const shuffled = rows.map((one) => ({ one, by: chance.next().value ?? 0 })).sort((a, b) => a.by - b.by)
        const doc = new Y.Doc()
        for (const { update } of inWritingOrder(shuffled.map(({ one }) => one))) {
          Y.applyUpdate(doc, update)
          expect(doc.store.pendingStructs).toBeNull()
        }
        expect(doc.getText('text').toString()).toBe(text)
      }),
    )
  })
  it('keeps every row, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ schema: fc.constant(1), update: fc.uint8Array({ maxLength: 20 }), at: fc.nat() })), (rows) => {
        expect(new Set(inWritingOrder(rows))).toEqual(new Set(rows))
      }),
    )
  })
})
