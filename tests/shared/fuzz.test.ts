import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFrame } from '../../shared/frame'
import { decodeDown, decodeUp, encodeDown, encodeUp } from '../../shared/message'
import { hostileBytes } from '../support/mutations'
import frames from '../vectors/frames.json'
import { anyDown, anyUp } from './messages'

/** 10,000 inputs for each decoder: none throws, none makes more of its input than there was, every refusal has words. */
const RUNS = { numRuns: 10_000 }
const WORDS = /^[a-z][a-z ]+$/
/** The smallest record: a type, a length, nothing. */
const SMALLEST = 5

describe('hostile input on the wire', () => {
  it('messages up', () => {
    const goods = fc.sample(anyUp, { numRuns: 60, seed: 1 }).map(encodeUp)
    fc.assert(
      fc.property(hostileBytes(goods), (bytes) => {
        const decoded = decodeUp(bytes)
        if (decoded.ok) expect(decoded.value.length).toBeLessThanOrEqual(bytes.length / SMALLEST)
        else expect(decoded.reason).toMatch(WORDS)
      }),
      RUNS,
    )
  })
  it('messages down', () => {
    const goods = fc.sample(anyDown, { numRuns: 60, seed: 1 }).map(encodeDown)
    fc.assert(
      fc.property(hostileBytes(goods), (bytes) => {
        const decoded = decodeDown(bytes)
        if (decoded.ok) expect(decoded.value.length).toBeLessThanOrEqual(bytes.length / SMALLEST)
        else expect(decoded.reason).toMatch(WORDS)
      }),
      RUNS,
    )
  })
  it('frames', () => {
    const goods = frames.frames.map(({ frame }) => Uint8Array.from(Buffer.from(frame, 'hex')))
    fc.assert(
      fc.property(hostileBytes(goods), (bytes) => {
        const parsed = parseFrame(bytes)
        if (parsed.ok) expect(parsed.value.unsigned.length + 64).toBe(bytes.length)
        else expect(parsed.reason).toMatch(WORDS)
      }),
      RUNS,
    )
  })
})
