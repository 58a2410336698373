import { describe, expect, it } from 'vitest'
import { openEntry, readEntryKeys, sealEntry } from '../../../client/crypto/keyring'
import { lower, newCapability, RUNGS } from '../../../client/crypto/seed'
import { filled, keysOf } from './support'

const workspace = newCapability()
const document = newCapability()
const other = newCapability()
const entry = sealEntry(workspace, document)
const refused = (bent: Partial<typeof entry>, rung = workspace.rung) => {
  const opened = openEntry(lower(workspace, rung), { ...entry, ...bent })
  return opened.ok ? null : opened.reason
}

describe('an index entry', () => {
  it('gives the rung that one has in the workspace', () => {
    for (const rung of RUNGS) {
      const opened = openEntry(lower(workspace, rung), entry)
      expect(opened).toEqual({ ok: true, value: { ...lower(document, rung), keys: rung === 'edit' ? keysOf(document) : null } })
    }
  })
  it('is ignored if its seeds do not derive each other and its room', () => {
    const others = sealEntry(workspace, other)
    expect(refused({ readSeed: other.readSeed })).toBe('does not fit')
    expect(refused({ readSeed: other.readSeed }, 'voice')).toBe('does not fit')
    expect(refused({ room: other.room })).toBe('closed box')
    expect(refused({ voiceBox: others.voiceBox })).toBe('closed box')
    expect(refused({ editBox: others.editBox })).toBe('closed box')
    // boxes that open, made for this room by somebody who holds the workspace's edit seed
    const planted = sealEntry(workspace, { ...other, room: document.room })
    expect(refused({ voiceBox: planted.voiceBox })).toBe('does not fit')
    expect(refused({ editBox: planted.editBox })).toBe('does not fit')
    expect(refused(planted)).toBe('does not fit')
    // an edit seed that is right beside a voice seed and a read seed that are another document's
    expect(refused({ readSeed: planted.readSeed, voiceBox: planted.voiceBox })).toBe('does not fit')
  })
  it('does not open with another workspace', () => {
    expect(openEntry(other, entry)).toEqual({ ok: false, reason: 'closed box' })
    expect(openEntry(workspace, sealEntry(other, document))).toEqual({ ok: false, reason: 'closed box' })
  })
  it('is made with the edit rung alone', () => {
    expect(() => sealEntry(lower(workspace, 'voice'), document)).toThrow(RangeError)
    expect(() => sealEntry(workspace, lower(document, 'voice'))).toThrow(RangeError)
  })
  it('is looked at before it is believed', () => {
    expect(readEntryKeys({ ...entry, hint: 'Plan' })).toEqual(entry)
    for (const field of ['room', 'readSeed', 'voiceBox', 'editBox']) {
      expect(readEntryKeys({ ...entry, [field]: 'text' })).toBeNull()
      expect(readEntryKeys({ ...entry, [field]: filled(31, 1) })).toBeNull()
      expect(refused({ [field]: filled(31, 1) })).toBe('malformed')
    }
  })
})
