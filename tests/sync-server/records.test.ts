import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concat } from '../../shared/bytes'
import { nextChain } from '../../shared/chain'
import { frameIdOf } from '../../shared/frame'
import { LIMITS } from '../../shared/limits'
import { encodeDown } from '../../shared/message'
import { chainAfter, sha256 } from '../../sync-server/hashing'
import { ackRecord, partRecord, type Shared } from '../../sync-server/records'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const seq = fc.oneof(fc.nat(), fc.maxSafeNat())
const whole = (channel: number, { type, body }: Shared): Uint8Array => {
  const head = Buffer.alloc(9)
  head[0] = type
  head.writeUInt32BE(body.length + 4, 1)
  head.writeUInt32BE(channel, 5)
  return concat(head, body)
}

it('what goes out with every frame is what the wire’s own encoder makes', () => {
  fc.assert(
    fc.property(fc.nat(), seq, bytes(16), bytes(32), fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), fc.nat(), fc.nat(), (...all) => {
      const [channel, number, chain, frameId, frame, isRow, from, length] = all
      const place = { seq: number, chain }
      expect(Buffer.compare(whole(channel, ackRecord(place, frameId)), encodeDown({ type: 'ack', channel, frameId, place }))).toBe(0)
      const role = isRow ? 'row' : 'snapshot'
      const offset = from % frame.length
      const end = Math.min(frame.length, offset + 1 + (length % LIMITS.part))
      const part = encodeDown({ type: 'getPart', channel, place, role, frameId, offset, total: frame.length, bytes: frame.subarray(offset, end) })
      expect(Buffer.compare(whole(channel, partRecord(place, role, { frameId, frame }, offset, end)), part)).toBe(0)
    }),
  )
})
it('[S2a] the runtime’s hashes are those of the protocol', () => {
  fc.assert(
    fc.property(bytes(16), bytes(32), fc.uint8Array({ maxLength: 500 }), (chain, id, frame) => {
      expect(new Uint8Array(chainAfter(chain, id))).toEqual(nextChain(chain, id))
      expect(new Uint8Array(sha256(frame))).toEqual(frameIdOf(frame))
    }),
  )
})
