import { describe, expect, it } from 'vitest'
import { Incoming } from '../../../../client/sync/room/parts'
import type { GetPart } from '../../../../shared/message'

const TOTAL = 9
const idOf = (name: number): Uint8Array => new Uint8Array(32).fill(name)
/** Three bytes of frame `name`, whose bytes are all its name. */
const part = (name: number, offset: number, total = TOTAL): GetPart => ({
  type: 'getPart',
  channel: 1,
  place: { seq: name, chain: new Uint8Array(16) },
  role: 'row',
  frameId: idOf(name),
  offset,
  total,
  bytes: new Uint8Array(3).fill(name),
})

describe('[S6] parts of frames from a relay', () => {
  it('make a frame, across a cut', () => {
    const incoming = new Incoming()
    expect(incoming.take(part(7, 0))).toBe('more')
    expect(incoming.progress).toEqual({ frameId: idOf(7), offset: 3 })
    expect(incoming.take(part(7, 3))).toBe('more')
    expect(incoming.take(part(7, 6))).toMatchObject({ bytes: new Uint8Array(TOTAL).fill(7) })
    expect(incoming.progress).toBeNull()
  })
  it('of a snapshot that was cut are kept while the room’s first frame comes again before it', () => {
    const incoming = new Incoming()
    incoming.take(part(7, 0))
    incoming.take(part(7, 3))
    expect(incoming.take(part(1, 0, 6))).toBe('more')
    // A cut here: the longer one is asked for.
    expect(incoming.progress).toEqual({ frameId: idOf(7), offset: 6 })
    expect(incoming.take(part(1, 0, 6))).toBe('more')
    expect(incoming.take(part(1, 3, 6))).toMatchObject({ bytes: new Uint8Array(6).fill(1) })
    expect(incoming.take(part(7, 6))).toMatchObject({ bytes: new Uint8Array(TOTAL).fill(7) })
  })
  it('that do not fit are refused: a gap, another frame, another length, nothing', () => {
    const incoming = new Incoming()
    incoming.take(part(7, 0))
    expect(incoming.take(part(7, 6))).toBe('bad')
    expect(incoming.take(part(8, 3))).toBe('bad')
    expect(incoming.take(part(7, 3, 12))).toBe('bad')
    expect(incoming.take({ ...part(7, 3), bytes: new Uint8Array(0) })).toBe('bad')
  })
  it('that are kept end with what the relay has', () => {
    const incoming = new Incoming()
    incoming.take(part(7, 0))
    incoming.take(part(1, 0, 3))
    incoming.dropKept()
    expect(incoming.take(part(7, 3))).toBe('bad')
  })
})
