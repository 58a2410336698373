import fc from 'fast-check'
import { LIMITS } from '../../shared/limits'
import { CHANNEL_REFUSALS, type DownMessage, REFUSALS, type UpMessage } from '../../shared/message'

/** Any message that may stand on the wire. */
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((made) => Uint8Array.from(made))
const upTo = (maxLength: number) => fc.uint8Array({ maxLength }).map((made) => Uint8Array.from(made))
const u32 = fc.nat(0xffffffff)
const place = fc.record({ seq: fc.maxSafeNat(), chain: bytes(16) })
const part = fc
  .record({ frameId: bytes(32), offset: fc.nat(LIMITS.frame - 200), bytes: upTo(100), rest: fc.nat(100) })
  .map(({ rest, ...made }) => ({ ...made, total: made.offset + made.bytes.length + rest }))
const type = <Name extends string>(name: Name) => fc.constant(name)

export const anyUp: fc.Arbitrary<UpMessage> = fc.oneof(
  fc.record({
    type: type('hello'),
    channel: u32,
    access: fc.option(fc.record({ room: bytes(32), fetchToken: bytes(32) })),
    cursor: place,
    presence: fc.boolean(),
    avoided: fc.array(bytes(32), { maxLength: LIMITS.avoidedSnapshots }),
    receiving: fc.option(fc.record({ frameId: bytes(32), offset: u32 })),
    sending: fc.option(bytes(32)),
  }),
  fc.record({
    type: type('prove'),
    channel: u32,
    rung: fc.constantFrom('write' as const, 'voice' as const),
    relayName: fc.string({ maxLength: 60 }),
    signature: bytes(64),
  }),
  fc.record({ channel: u32, part }).map(({ channel, part: piece }) => ({ type: 'putPart' as const, channel, ...piece })),
  fc.record({ type: type('putLive'), channel: u32, frame: upTo(100) }),
  fc.record({ type: type('presence'), channel: u32, on: fc.boolean() }),
  fc.record({ type: type('bye'), channel: u32 }),
  fc.record({ type: type('resume'), connectionId: bytes(16) }),
)

export const anyDown: fc.Arbitrary<DownMessage> = fc.oneof(
  fc.record({ type: type('welcome'), nonce: bytes(32), connectionId: bytes(16), resumed: fc.boolean() }),
  fc
    .record({ channel: u32, place, role: fc.constantFrom('row' as const, 'snapshot' as const), part })
    .map(({ part: piece, ...made }) => ({ type: 'getPart' as const, ...made, ...piece })),
  fc.record({ type: type('ack'), channel: u32, frameId: bytes(32), place }),
  fc.record({ type: type('refused'), channel: u32, frameId: bytes(32), refusal: fc.constantFrom(...REFUSALS) }),
  fc.record({ type: type('reset'), channel: u32 }),
  fc.record({ type: type('caughtUp'), channel: u32, resumeAt: u32, exists: fc.boolean() }),
  fc.record({ type: type('live'), channel: u32, peer: u32, frame: upTo(100) }),
  fc.record({ type: type('left'), channel: u32, peer: u32 }),
  fc.record({ type: type('wantSnapshot'), channel: u32 }),
  fc.record({ type: type('channelRefused'), channel: u32, refusal: fc.constantFrom(...CHANNEL_REFUSALS) }),
)
