import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DECIDED,
  type DecidedBody,
  decidedBody,
  decidedSubject,
  lastOf,
  readDecided,
  readDecisions,
  reviewId,
  settled,
} from '../../../client/copies/review/decided'
import { OFFER, offerBody, offeredTexts, offerSubject, offersOf } from '../../../client/copies/review/offer'
import type { ProseMirrorJson } from '../../../client/crypto/canonicalText'
import type { RecordId, VerifiedRecord } from '../../../client/crypto/record'
import { decisionBytes } from '../../../client/merge/commit'
import type { TextDecision } from '../../../client/merge/textMerge'

const hash = (n: number): string => n.toString(16).padStart(64, '0')
const id = (n: number): string => n.toString(16).padStart(32, '0')
const decisions: readonly TextDecision[] = [
  { hunk: hash(1), seen: hash(2), answer: 'theirs' },
  { hunk: hash(3), seen: hash(4), answer: { mixed: [[{ type: 'text', text: 'é' }], []] } },
]
const body: DecidedBody = {
  copy: id(2),
  direction: 'push',
  pin: { base: hash(5), theirs: hash(6), state: hash(7) },
  decisions,
  engine: 1,
  client: 77,
  bases: { push: hash(8), pull: null },
}
const REVIEW = reviewId(id(1), id(2), 'push', null)
const record = (name: number, what: Partial<VerifiedRecord>, after: readonly number[] = []): VerifiedRecord =>
  ({
    ...{ id: hash(name), type: DECIDED, subject: decidedSubject(REVIEW), body: decidedBody(body), device: new Uint8Array(32).fill(3), at: name },
    after: after.map((n) => hash(n) as RecordId),
    ...what,
  }) as VerifiedRecord

describe('what was decided about a review', () => {
  it('[F7] is read as it was written, mixed words and all', () => {
    expect(readDecided(record(9, {}))).toEqual({ ...body, record: hash(9), review: REVIEW, by: '03'.repeat(32), at: 9 })
    expect(readDecisions(decisionBytes(decisions))).toEqual(decisions)
  })

  it('[F7] of two sets the later stands, of two apart the smaller id, in whatever order they come', () => {
    const standing = (records: readonly VerifiedRecord[]) => settled(records).get(REVIEW)?.stands.record
    const [first, other, later] = [record(9, {}), record(4, {}), record(20, {}, [9, 4])]
    fc.assert(
      fc.property(fc.shuffledSubarray([first, other], { minLength: 2 }), (records) => {
        expect(standing(records)).toBe(hash(4))
      }),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray([first, other, later], { minLength: 3 }), (records) => {
        expect(standing(records)).toBe(hash(20))
        expect(settled(records).get(REVIEW)?.others).toHaveLength(2)
      }),
    )
  })

  it('[F7] a review is the same for whoever begins it, and another after each that was put in', () => {
    const names = [
      REVIEW,
      reviewId(id(1), id(2), 'pull', null),
      reviewId(id(1), id(3), 'push', null),
      reviewId(id(2), id(2), 'push', null),
      reviewId(id(1), id(2), 'push', hash(9) as RecordId),
    ]
    expect(new Set(names).size).toBe(names.length)
    const all = [record(9, {}), record(12, {})].flatMap((each) => readDecided(each) ?? [])
    expect([lastOf(all, id(2), 'push')?.at, lastOf(all, id(2), 'pull')]).toEqual([12, null])
  })

  it('reads whatever anybody signed without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), fc.uint8Array(), (anything, bytes) => {
        expect(readDecided(record(9, { body: anything as never }))).toBeNull()
        expect(readDecided(record(9, { body: { ...(decidedBody(body) as object), decisions: bytes } as never }))?.decisions ?? []).toEqual([])
        expect(settled([record(9, { subject: 'review/none' })]).size).toBe(0)
      }),
    )
  })
})

describe('an offer', () => {
  const text = (words: string): ProseMirrorJson => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] })
  const offered = (name: number, what: { theirs?: string; withdrawn?: boolean } = {}, after: readonly number[] = []) => {
    const said = { copy: id(2), kind: 'copy', forWhom: 'Childcare', why: ' Because ', withdrawn: what.withdrawn ?? false } as const
    return record(name, { type: OFFER, subject: offerSubject(id(2)), body: offerBody({ ...said, base: text('a'), theirs: text(what.theirs ?? 'b') }) }, after)
  }

  it('carries both texts, who it is for and why', () => {
    const [offer] = offersOf([offered(9)]).values()
    expect(offer).toMatchObject({ copy: id(2), forWhom: 'Childcare', why: 'Because', record: hash(9) })
    expect(offeredTexts(offered(9))).toEqual({ base: text('a'), theirs: text('b') })
  })

  it('the last one counts, also where it takes the others back', () => {
    expect(offersOf([offered(9), offered(12, { theirs: 'c' }, [9])]).get(id(2))?.record).toBe(hash(12))
    expect(offersOf([offered(9), offered(12, { withdrawn: true }, [9])]).get(id(2))?.withdrawn).toBe(true)
    expect(offersOf([offered(12), offered(9)]).get(id(2))?.at).toBe(12)
  })

  it('that carries no text, or stands elsewhere, is none', () => {
    const bad = offered(9)
    expect(offeredTexts({ ...bad, body: { ...(bad.body as object), theirs: new Uint8Array([1]) } as never })).toBeNull()
    expect(offersOf([{ ...bad, subject: offerSubject(id(3)) } as VerifiedRecord]).size).toBe(0)
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(offersOf([{ ...bad, body: anything } as VerifiedRecord]).size).toBe(0)
      }),
    )
  })
})
