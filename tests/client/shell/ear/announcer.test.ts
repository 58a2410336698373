import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { APART, announcer } from '../../../../client/shell/ear/announcer'

/** A clock moved by hand, and everything that was said with its time. */
function world() {
  let time = 0
  let timers: { at: number; act: () => void }[] = []
  const voice = announcer({
    now: () => time,
    after(ms, act) {
      const timer = { at: time + ms, act }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })
  const heard: { at: number; words: string }[] = []
  voice.said.subscribe(() => heard.push({ at: time, words: voice.said.get().words }))
  const pass = (ms: number): void => {
    const end = time + ms
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      timers = timers.filter((timer) => timer !== next)
      time = next.at
      next.act()
    }
    time = end
  }
  return { voice, heard, pass }
}

describe('the voice of the window', () => {
  it('says the first thing at once, and of each subject only the newest that waits', () => {
    const { voice, heard, pass } = world()
    voice.say('words', 'Sent')
    voice.say('words', '1 change not yet sent')
    voice.say('words', 'Offline')
    voice.say('other', 'Something else')
    pass(60_000)
    expect(heard).toEqual([
      { at: 0, words: 'Sent' },
      { at: APART, words: 'Offline' },
      { at: 2 * APART, words: 'Something else' },
    ])
  })

  it('answers at once when asked, in at most two parts, the second before whatever waits', () => {
    const { voice, heard, pass } = world()
    voice.say('words', 'Sent')
    voice.say('words', 'Offline')
    pass(1_000)
    voice.answer(['Ana changed 2 paragraphs.', 'Elsewhere: Winter warmth, by Tomás.'])
    pass(60_000)
    expect(heard).toEqual([
      { at: 0, words: 'Sent' },
      { at: 1_000, words: 'Ana changed 2 paragraphs.' },
      { at: 1_000 + APART, words: 'Elsewhere: Winter warmth, by Tomás.' },
      { at: 1_000 + 2 * APART, words: 'Offline' },
    ])
  })

  it('says the same words again when asked again', () => {
    const { voice, heard } = world()
    voice.answer(['Nothing.'])
    voice.answer(['Nothing.'])
    expect(heard).toHaveLength(2)
  })

  it('nothing that was not asked for comes within five seconds of anything, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(7_000), subject: fc.constantFrom('a', 'b', 'c'), asks: fc.boolean() }), { maxLength: 40 }), (events) => {
        const { voice, heard, pass } = world()
        for (const { wait, subject, asks } of events) {
          pass(wait)
          if (asks) voice.answer([`asked ${subject}`])
          else voice.say(subject, `told ${subject}`)
        }
        pass(60_000)
        heard.forEach(({ at, words }, i) => {
          const before = heard[i - 1]
          if (before && words.startsWith('told')) expect(at - before.at).toBeGreaterThanOrEqual(APART)
        })
      }),
    )
  })

  it('is silent once the window has gone', () => {
    const { voice, heard, pass } = world()
    voice.say('a', 'one')
    voice.say('a', 'two')
    voice.stop()
    pass(60_000)
    expect(heard).toHaveLength(1)
  })
})
