import { describe, expect, it } from 'vitest'
import { encodeInvitation } from '../../../client/crypto/invitation'
import { newCapability } from '../../../client/crypto/seed'
import { openInvitation } from '../../../client/home/invitationWords'
import { relayOf } from '../../../client/shell/boot'
import { isLoadError } from '../../../client/shell/ErrorBoundary'
import { routeOf } from '../../../client/shell/routes'
import { spaced } from '../../../client/shell/spaced'
import { invitationIn, takeInvitation } from '../../../client/shell/takeInvitation'
import { fileName } from '../../../client/workspace/saveFile'

const id = 'ab'.repeat(16)

describe('routes', () => {
  it.each([
    ['/', { place: 'home' }],
    ['', { place: 'home' }],
    ['/documents', { place: 'documents', archived: false }],
    ['/documents/archive', { place: 'documents', archived: true }],
    [`/d/${id}`, { place: 'document', id }],
    [`/w/${id}`, { place: 'workspace', id }],
    ['/people', { place: 'people' }],
    ['/new', { place: 'new-workspace' }],
    ['/d/nonsense', { place: 'unknown' }],
    ['/people/x', { place: 'unknown' }],
    ['/a/b/c', { place: 'unknown' }],
  ])('%s', (path, route) => {
    expect(routeOf(path)).toEqual(route)
  })
})

describe('an invitation', () => {
  const capability = newCapability()
  const link = encodeInvitation({
    type: 'workspace',
    rung: 'edit',
    secret: capability.editSeed ?? new Uint8Array(32),
    room: capability.room,
    invitationKey: new Uint8Array(32).fill(7),
    relays: ['wss://a.test/relay'],
    workspaceName: 'Kitchen',
    inviterName: 'Ana',
  })
  const place = (hash: string) => {
    const written: string[] = []
    return {
      written,
      location: { hash, pathname: '/app', search: '' },
      history: { replaceState: (_: unknown, __: string, url: string) => void written.push(url) },
    }
  }
  it('leaves the address bar and the history at once', () => {
    const here = place(link)
    expect(takeInvitation(here)).toBe(link.slice(1))
    expect(here.written).toEqual(['/app#/'])
  })
  it('is not taken for a place of the app', () => {
    for (const hash of ['', '#', '#/', '#/d/x']) {
      const here = place(hash)
      expect(takeInvitation(here)).toBeNull()
      expect(here.written).toEqual([])
    }
  })
  it('is found in what somebody pasted: a link, the part after #, with line breaks in it', () => {
    expect(invitationIn(`https://a.test/${link}`)).toBe(link.slice(1))
    expect(invitationIn(`  ${link.slice(1, 40)}\n${link.slice(40)}  `)).toBe(link.slice(1))
    expect(invitationIn('https://a.test/#/documents')).toBeNull()
    expect(invitationIn('')).toBeNull()
  })
  it('that is whole opens; cut off, foreign, newer or changed it says why', () => {
    expect(openInvitation(link)).toMatchObject({ ok: true, invitation: { workspaceName: 'Kitchen' } })
    const words = (text: string) => {
      const opened = openInvitation(text)
      return opened.ok ? 'opens' : opened.words
    }
    expect(words(link.slice(0, 60))).toMatch(/incomplete/)
    expect(words('#hello')).toMatch(/not an invitation/)
    expect(words(link.replace('#w1.', '#w9.'))).toMatch(/newer/)
    expect(words(link.replace('#w1.', '#z1.'))).toMatch(/newer/)
    const at = 30
    expect(words(`${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`)).toMatch(/changed on the way/)
  })
})

it('the relay of an origin is dialled as the page was', () => {
  expect(relayOf({ protocol: 'https:', host: 'a.test' })).toBe('wss://a.test/relay')
  expect(relayOf({ protocol: 'http:', host: '127.0.0.1:8080' })).toBe('ws://127.0.0.1:8080/relay')
})

it('file names keep people’s letters and lose what no system takes', () => {
  expect(fileName('Réunion: 3/4 “été”', 'md')).toBe('Réunion 3 4 été.md')
  expect(fileName('///', 'md')).toBe('Leaderful.md')
})

it('a number is easier to compare in two halves', () => {
  expect(spaced('417206')).toBe('417 206')
})

it('a chunk that did not come is told from a fault', () => {
  expect(isLoadError(new TypeError('Failed to fetch dynamically imported module: /a.js'))).toBe(true)
  expect(isLoadError(new Error('x is not a function'))).toBe(false)
})
