import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saidOf, type WordsStatus } from '../../../client/design/signs/whereWords'

const now = new Date(2026, 10, 25, 15, 0).getTime()
const sunday = new Date(2026, 10, 22, 18, 40).getTime()
const fine: WordsStatus = { saved: 'saved', unsent: 0, relay: 'sent', since: null }
const say = (status: Partial<WordsStatus>, patient = false) => saidOf({ ...fine, ...status }, now, patient)

describe('where words are', () => {
  it('is said in the words of LOOK section 8', () => {
    expect(say({}).text).toBe('Saved on this device and sent')
    expect(say({ relay: 'sending', unsent: 3 }).text).toBe('3 changes not yet sent')
    expect(say({ relay: 'offline', since: sunday }).text).toBe('Offline since Sunday. Saved on this device.')
    expect(say({ relay: 'offline', since: sunday, unsent: 37 }).text).toBe('37 changes not yet sent')
    expect(say({ relay: 'refused', reason: 'its disk is full' }).text).toBe('The relay refuses: its disk is full')
    expect(say({ saved: 'not saved' }).text).toBe('Not saved: this device is full. Keep this tab open.')
    expect(say({ relay: 'none' }).text).toBe('Saved on this device')
    expect(say({ relays: { sent: 2, of: 3 } }).text).toBe('Saved on this device and on 2 of 3 relays')
  })

  it('is the furthest truth where room is short', () => {
    expect(say({}).short).toBe('Sent')
    expect(say({ relay: 'none' }).short).toBe('On this device')
    expect(say({ relay: 'offline', unsent: 37 }).short).toBe('37 not yet sent')
  })

  it('is drawn as it is said: one dot per relay, a link only where something passes', () => {
    expect(say({}).sign).toEqual({ device: 'saved', link: 'whole', relays: ['sent'] })
    expect(say({ relay: 'sending', unsent: 1 }).sign).toEqual({ device: 'saved', link: 'dotted', relays: ['empty'] })
    expect(say({ relay: 'offline' }).sign).toEqual({ device: 'saved', link: 'none', relays: ['empty'] })
    expect(say({ relay: 'none' }).sign.relays).toEqual([])
    expect(say({ relays: { sent: 2, of: 3 } }).sign.relays).toEqual(['sent', 'sent', 'empty'])
  })

  it('says only what is sure while sending has just begun', () => {
    expect(say({ relay: 'sending', unsent: 3 }, true).text).toBe('Saved on this device')
  })

  it('[S1] never says "sent" while something is not, and never "saved" while it is not', () => {
    const status = fc.record({
      saved: fc.constantFrom('saved', 'saving', 'not saved'),
      unsent: fc.nat(40),
      relay: fc.constantFrom('sent', 'sending', 'offline', 'refused', 'none'),
      since: fc.constantFrom(null, sunday),
    }) as fc.Arbitrary<WordsStatus>
    fc.assert(
      fc.property(status, fc.boolean(), (one, patient) => {
        const { text, short, tone, sign } = saidOf(one, now, patient)
        if (one.unsent > 0 || one.relay !== 'sent') expect(`${text} ${short}`.replace(/not yet sent/g, '')).not.toMatch(/\bsent\b/i)
        if (one.saved === 'not saved') {
          expect(text).toMatch(/^Not saved/)
          expect(tone).toBe('brick')
          expect(sign.device).toBe('full')
        }
        if (one.saved !== 'saved')
          expect(`${text} ${short}`.replace(/Not saved|[Bb]eing saved( on this device)?/g, '')).not.toMatch(/saved|on this device|not yet sent/i)
        if (sign.link === 'whole') expect(one.relay === 'sent' && one.unsent === 0).toBe(true)
      }),
    )
  })
})
