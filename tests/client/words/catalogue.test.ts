import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en } from '../../../client/words/en'
import { circles } from '../../../client/words/en/circles'
import { comments } from '../../../client/words/en/comments'
import { copies } from '../../../client/words/en/copies'
import { design } from '../../../client/words/en/design'
import { documents } from '../../../client/words/en/documents'
import { history } from '../../../client/words/en/history'
import { home } from '../../../client/words/en/home'
import { proposals } from '../../../client/words/en/proposals'
import { shell } from '../../../client/words/en/shell'
import { sync } from '../../../client/words/en/sync'
import { turns } from '../../../client/words/en/turns'
import { workspace } from '../../../client/words/en/workspace'
import { forbidden, notOurVoice, pronouns, wordsFound } from './forbidden'

const messages = Object.entries(en) as [string, string][]
const rooms: Record<string, Record<string, string>> = { circles, comments, copies, design, documents, history, home, proposals, shell, sync, turns, workspace }

describe('the catalogue', () => {
  it('has no word of the code in it (DESIGN section 2)', () => {
    const said = messages.flatMap(([key, message]) =>
      Object.entries(forbidden).flatMap(([instead, words]) => wordsFound(message, words).map((word) => `${key} says "${word}"; say: ${instead}`)),
    )
    expect(said).toEqual([])
  })

  it('speaks as the app does: no exclamation, no "please", no "oops", nobody a "he" or a "she"', () => {
    const said = messages.flatMap(([key, message]) => [
      ...(message.includes('!') ? [`${key} has an exclamation mark`] : []),
      ...wordsFound(message, [...notOurVoice, ...pronouns]).map((word) => `${key} says "${word}"`),
    ])
    expect(said).toEqual([])
  })

  it('holds only messages that can be read, without capitals for emphasis, doubled or outer spaces', () => {
    for (const [key, message] of messages) {
      expect(() => new IntlMessageFormat(message, 'en-GB'), key).not.toThrow()
      expect(message, key).not.toMatch(/^\s|\s$| {2}/)
      expect(message.replace(/\b(?:QR|PDF|HTML|URL|KB|MB|GB|HTTPS?|WSS?|ID|CSV|JSON|SVG|PNG)\b/g, ''), key).not.toMatch(/\b[A-Z]{3,}\b/)
      expect(message, `${key}: use the typographic sign`).not.toMatch(/"|\.\.\./)
    }
  })

  it('names each message after its room, and no two rooms name the same', () => {
    const all = Object.entries(rooms).flatMap(([room, words]) => Object.keys(words).map((key) => ({ room, key })))
    expect(all.filter(({ room, key }) => !key.startsWith(`${room}.`))).toEqual([])
    expect(Object.keys(en)).toHaveLength(all.length)
  })
})

describe('the search for forbidden words', () => {
  it('finds whole words in any form and place, and nothing in names of values', () => {
    expect(wordsFound('Merging 3 changes', ['merge', 'merging'])).toEqual(['merging'])
    expect(wordsFound('{count, plural, one {# user} other {# users}} here', ['user', 'users'])).toEqual(['user', 'users'])
    expect(wordsFound('{user} and {key, number}', ['user', 'key'])).toEqual([])
    expect(wordsFound('The monkey has keyboards', ['key'])).toEqual([])
    expect(wordsFound('Their key.', ['key'])).toEqual(['key'])
  })
})
