import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copiesOf, FORK, type ForkBody, familyOf, forkBody, forkSubject, isPast, lineagesOf, readForkBody } from '../../../client/copies/lineage'
import type { RecordId, VerifiedRecord } from '../../../client/crypto/record'

const idOf = (n: number): string => n.toString(16).padStart(32, '0')
const body: ForkBody = { parent: idOf(1), base: 'ab'.repeat(32), kind: 'copy', forWhom: 'Childcare', why: 'Write it in', until: null, closed: false }
let count = 0
function said(copy: string, what: Partial<ForkBody>, after: readonly VerifiedRecord[] = [], at = ++count): VerifiedRecord {
  return {
    id: (++count).toString(16).padStart(64, '0') as RecordId,
    type: FORK,
    subject: forkSubject(copy),
    body: forkBody({ ...body, ...what }),
    after: after.map(({ id }) => id),
    device: new Uint8Array(32).fill(7),
    at,
  } as unknown as VerifiedRecord
}

describe('where a copy comes from', () => {
  it('[F2] is said in a record: the main text, the version, who, why, for whom, until when', () => {
    expect(readForkBody(forkBody(body))).toEqual(body)
    const first = said(idOf(2), { until: 900 }, [], 5)
    expect(lineagesOf([first]).get(idOf(2))).toEqual({ ...body, until: 900, id: idOf(2), by: '07'.repeat(32), at: 5 })
  })

  it('[F2] stays what was said first; its date and whether it is closed is what was said last', () => {
    const first = said(idOf(2), { until: 100 })
    const longer = said(idOf(2), { until: 500, parent: idOf(9) }, [first])
    const closed = said(idOf(2), { until: 500, closed: true }, [longer])
    expect(lineagesOf([longer, first]).get(idOf(2))).toMatchObject({ parent: idOf(1), until: 500, closed: false })
    expect(lineagesOf([closed, longer, first]).get(idOf(2))).toMatchObject({ closed: true })
  })

  it('[F2] of two last words said apart, nobody’s time is cut short, in whatever order they come', () => {
    const first = said(idOf(2), { until: 100 })
    const apart = [said(idOf(2), { until: 300 }, [first]), said(idOf(2), { until: 200 }, [first]), said(idOf(2), { until: 900, closed: true }, [first])]
    fc.assert(
      fc.property(fc.shuffledSubarray([first, ...apart], { minLength: 4 }), (records) => {
        expect(lineagesOf(records).get(idOf(2))).toMatchObject({ until: 300, closed: false })
      }),
    )
    expect(lineagesOf([first, ...apart, said(idOf(2), { until: null }, [first])]).get(idOf(2))).toMatchObject({ until: null })
  })

  it('reads whatever anybody wrote without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(readForkBody(anything as never) === null || typeof anything === 'object').toBe(true)
        expect(lineagesOf([{ ...said(idOf(2), {}), body: anything } as VerifiedRecord]).size).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('a copy of a copy stands below it; what names itself its forebear is cut there', () => {
    const lineages = lineagesOf([said(idOf(2), { parent: idOf(1) }), said(idOf(3), { parent: idOf(2) }), said(idOf(4), { parent: idOf(1) })])
    expect(copiesOf(lineages, idOf(1)).map(({ id }) => id)).toEqual([idOf(2), idOf(4)])
    const family = familyOf(lineages, idOf(3))
    expect([family.id, family.copies.map(({ id }) => id), family.copies[0]?.copies.map(({ id }) => id)]).toEqual([idOf(1), [idOf(2), idOf(4)], [idOf(3)]])
    const circle = lineagesOf([said(idOf(2), { parent: idOf(3) }), said(idOf(3), { parent: idOf(2) })])
    expect(familyOf(circle, idOf(2)).copies).toHaveLength(1)
  })

  it('has passed its date when nobody closed it', () => {
    expect([isPast({ until: 5, closed: false }, 6), isPast({ until: 5, closed: true }, 6), isPast({ until: null, closed: false }, 6)]).toEqual([
      true,
      false,
      false,
    ])
  })
})
