import { describe, expect, it } from 'vitest'
import { capabilityOf, keysFit, lower, newCapability, RUNGS, reaches, secretOf, withKeys } from '../../../client/crypto/seed'
import { filled, keysOf, valueIn } from './support'

const alice = newCapability()

describe('the three rungs', () => {
  it('give whoever has one those below it, and none above', () => {
    const voice = lower(alice, 'voice')
    const read = lower(alice, 'read')
    expect([voice.editSeed, voice.writeSecret]).toEqual([null, null])
    expect([read.editSeed, read.voiceSeed, read.writeSecret, read.voiceSecret]).toEqual([null, null, null, null])
    expect(lower(voice, 'read')).toEqual(read)
    expect(() => lower(read, 'voice')).toThrow(RangeError)
    expect(() => lower(voice, 'edit')).toThrow(RangeError)
    expect(RUNGS.map((rung) => reaches(voice, rung))).toEqual([false, true, true])
  })

  it('come back from their secret and room', () => {
    for (const rung of RUNGS) {
      const held = lower(alice, rung)
      const again = valueIn(capabilityOf(rung, secretOf(held), alice.room))
      expect(withKeys(again, keysOf(alice))).toEqual({ ok: true, value: held })
    }
    expect(valueIn(capabilityOf('edit', secretOf(alice)))).toEqual(alice)
  })

  it('say what does not fit', () => {
    expect(capabilityOf('edit', filled(31, 1))).toEqual({ ok: false, reason: 'wrong length' })
    expect(capabilityOf('read', filled(32, 1), filled(31, 1))).toEqual({ ok: false, reason: 'wrong length' })
    expect(capabilityOf('voice', filled(32, 1))).toEqual({ ok: false, reason: 'room missing' })
    expect(capabilityOf('edit', filled(32, 1), alice.room)).toEqual({ ok: false, reason: 'wrong room' })
    const bob = newCapability()
    expect(withKeys(alice, keysOf(bob))).toEqual({ ok: false, reason: 'wrong keys' })
    expect(keysFit({ ...alice, tokenHash: bob.tokenHash }, keysOf(alice))).toBe(false)
  })

  it('keep a copy of the secret: what the caller does with the bytes afterwards changes nothing', () => {
    const secret = filled(32, 9)
    const made = newCapability(secret)
    secret.fill(0)
    expect(made.editSeed).toEqual(filled(32, 9))
  })
})
