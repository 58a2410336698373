import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex } from '../../shared/bytes'
import { LIMITS } from '../../shared/limits'
import { decodeDown, decodeUp, encodeDown, encodeUp } from '../../shared/message'
import { anyDown, anyUp } from './messages'

describe('messages', () => {
  it('up come back as they were, one or several', () =>
    fc.assert(
      fc.property(fc.array(anyUp, { maxLength: 5 }), (messages) => {
        expect(decodeUp(concat(...messages.map(encodeUp)))).toEqual({ ok: true, value: messages })
      }),
      { numRuns: 500 },
    ))
  it('down come back as they were, one or several', () =>
    fc.assert(
      fc.property(fc.array(anyDown, { maxLength: 5 }), (messages) => {
        expect(decodeDown(concat(...messages.map(encodeDown)))).toEqual({ ok: true, value: messages })
      }),
      { numRuns: 500 },
    ))

  it('of a type to come are skipped', () => {
    const bye = encodeUp({ type: 'bye', channel: 3 })
    const unknown = fromHex('2a00000003aabbcc')
    expect(decodeUp(concat(unknown, bye, unknown))).toEqual({ ok: true, value: [{ type: 'bye', channel: 3 }] })
    expect(decodeDown(concat(unknown, bye))).toEqual({ ok: true, value: [] })
  })

  it('that go up are not read as those that go down', () =>
    fc.assert(
      fc.property(anyUp, anyDown, (up, down) => {
        expect([decodeDown(encodeUp(up)), decodeUp(encodeDown(down))]).toEqual([
          { ok: true, value: [] },
          { ok: true, value: [] },
        ])
      }),
    ))

  it('say in words what is wrong', () => {
    const bye = encodeUp({ type: 'bye', channel: 3 })
    expect(decodeUp(bye.subarray(0, -1))).toEqual({ ok: false, reason: 'cut off' })
    expect(decodeUp(fromHex('06000000050000000300'))).toEqual({ ok: false, reason: 'malformed' })
    expect(decodeUp(fromHex('0600000003000003'))).toEqual({ ok: false, reason: 'malformed' })
    expect(decodeUp(new Uint8Array(LIMITS.message + 1))).toEqual({ ok: false, reason: 'too large' })
    expect(decodeUp(new Uint8Array(0))).toEqual({ ok: true, value: [] })
  })

  it('[S6] with a part that cannot be one are refused', () => {
    const part = { type: 'putPart' as const, channel: 1, frameId: new Uint8Array(32), offset: 0, total: 10, bytes: new Uint8Array(10) }
    expect(decodeUp(encodeUp(part)).ok).toBe(true)
    for (const bent of [{ offset: 1 }, { total: 9 }, { total: LIMITS.frame + 1 }, { total: LIMITS.frame, bytes: new Uint8Array(LIMITS.part + 1) }]) {
      expect(decodeUp(encodeUp({ ...part, ...bent }))).toEqual({ ok: false, reason: 'malformed' })
    }
  })
})
