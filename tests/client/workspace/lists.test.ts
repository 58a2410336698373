import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { digestRows, NO_DIGEST } from '../../../client/workspace/digest'
import { decodeFile, encodeFile } from '../../../client/workspace/fileFormat'
import { findByTitle, folded } from '../../../client/workspace/listing'
import { cleanName } from '../../../client/workspace/names'
import { readPresence, whoIsHere } from '../../../client/workspace/presence'
import { emptyPage, renameIn, seedText, titleOf, wordCount } from '../../../client/workspace/seedText'
import { FIRST_SETTINGS, readSettings } from '../../../client/workspace/settings'
import { composeWaiting, type WaitingItem, waitingRegistry } from '../../../client/workspace/waiting'

const item = (id: string, more: Partial<WaitingItem> = {}): WaitingItem => ({
  id,
  sign: 'changes',
  title: id,
  voice: 'app',
  line: '',
  actions: [],
  isTurn: false,
  due: null,
  order: 0,
  ...more,
})

describe('what waits', () => {
  it('is one list: what closes first comes first, the rest by the rooms’ order', () => {
    const list = composeWaiting([item('c', { order: 2 }), item('a', { due: 200 }), item('b', { order: 1 }), item('d', { due: 100 })])
    expect(list.items.map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c'])
    expect(list.nearest).toBe(100)
  })
  it('is short, and says how many more there are', () => {
    const list = composeWaiting(Array.from({ length: 12 }, (_, i) => item(`i${i}`)))
    expect([list.items.length, list.more]).toEqual([7, 5])
  })
  it('goes when its reason goes, or its room', () => {
    const registry = waitingRegistry()
    let items: WaitingItem[] = [item('a')]
    const listeners = new Set<() => void>()
    const end = registry.register({
      room: 'x',
      get: () => items,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    })
    expect(registry.get().items).toHaveLength(1)
    items = []
    for (const listener of listeners) listener()
    expect(registry.get().items).toHaveLength(0)
    items = [item('b')]
    end()
    expect(registry.get().items).toHaveLength(0)
    expect(listeners.size).toBe(0)
  })
})

describe('finding by title', () => {
  const items = ['Homes we keep', 'Réunion du 3', 'Keep warm', 'Sunday Kitchen'].map((title) => ({ title }))
  it('does without accents and case, and takes every word', () => {
    expect(findByTitle(items, 'REUNION').map(({ item: { title } }) => title)).toEqual(['Réunion du 3'])
    expect(findByTitle(items, 'keep we').map(({ item: { title } }) => title)).toEqual(['Homes we keep'])
    expect(findByTitle(items, 'zebra')).toEqual([])
  })
  it('puts first what begins so', () => {
    expect(findByTitle(items, 'keep').map(({ item: { title } }) => title)).toEqual(['Keep warm', 'Homes we keep'])
  })
  it('marks what was found, where it stands', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 4 }), (title, typed) => {
        for (const { mark } of findByTitle([{ title }], typed)) {
          if (mark) expect(folded(title).slice(...mark)).toBe(folded(typed.trim()))
        }
      }),
    )
  })
})

describe('names', () => {
  it('lose what would turn the sentence around them', () => {
    expect(cleanName('  Ana\u202e  Maria\n')).toBe('Ana Maria')
    expect(cleanName('\u200f\u202e')).toBe('')
    expect([...cleanName('x'.repeat(500))].length).toBe(60)
  })
})

describe('presence', () => {
  const state = (name: string, device: string, at: string | null = null) => ({ person: { name, colour: 3, device }, at })
  it('counts a person once, however many devices and tabs', () => {
    const known = (device: string) => (device.startsWith('a') ? { personId: 'p', name: 'Ana', colour: 1, isMe: true } : null)
    const here = whoIsHere([state('x', 'a'.repeat(64), '1'.repeat(32)), state('y', `a${'0'.repeat(63)}`, '2'.repeat(32)), state('Bob', 'b'.repeat(64))], known)
    expect(here).toEqual([
      { id: 'p', name: 'Ana', colour: 1, isMe: true, at: ['1'.repeat(32), '2'.repeat(32)] },
      { id: 'b'.repeat(64), name: 'Bob', colour: 3, isMe: false, at: [] },
    ])
  })
  it('leaves out whatever is not as agreed', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readPresence(value)
        if (read) expect(read.person.name).not.toBe('')
      }),
    )
    expect(readPresence(state('Ana', 'not hex'))).toBeNull()
  })
})

describe('a first text', () => {
  const docOf = (update: Uint8Array) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, update)
    return doc
  }
  it('has a title and a line to go on in, each with a text of its own', () => {
    const fragment = docOf(emptyPage('Menu')).getXmlFragment('text')
    expect(fragment.toString()).toBe('<title>Menu</title><paragraph></paragraph>')
    expect((fragment.get(1) as Y.XmlElement).length).toBe(1)
  })
  it('is renamed where it differs, so that another’s edit at the other end stays', () => {
    const a = docOf(emptyPage('Who cooks when'))
    const b = docOf(Y.encodeStateAsUpdate(a))
    renameIn(a, 'Who cooks, and when')
    renameIn(b, 'We know who cooks when')
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    expect(titleOf(a)).toContain('cooks, and when')
    expect(titleOf(a)?.startsWith('We know')).toBe(true)
  })
  it('is renamed to exactly what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }), (before, after) => {
        const doc = docOf(emptyPage(before))
        renameIn(doc, after)
        expect(titleOf(doc)).toBe(after.replace(/\s+/g, ' ').trim())
      }),
    )
  })
  it('counts words, also where there are no blanks', () => {
    expect(
      wordCount(
        docOf(
          seedText([
            { type: 'title', text: 'One, two' },
            { type: 'paragraph', text: '世界人权' },
          ]),
        ),
      ),
    ).toBe(6)
  })
})

describe('a glance at rows', () => {
  const empty = { create: null, base: null, in: [], out: [], records: [], cursors: new Map() }
  const update = emptyPage('Menu')
  it('tells title, who was last, and when others were', () => {
    const rows = {
      ...empty,
      in: [{ id: 'x', author: 'bob', at: 20, schema: 1, update }],
      out: [{ session: 's', n: 0, at: 10, schema: 1, update, acknowledged: [] }],
    }
    expect(digestRows(rows, NO_DIGEST, 'me', (author) => author === 'me')).toMatchObject({ title: 'Menu', changedBy: 'bob', changedAt: 20, othersAt: 20 })
  })
  it('keeps what it knew when rows were folded', () => {
    const before = { ...NO_DIGEST, changedAt: 20, changedBy: 'bob', othersAt: 20 }
    expect(digestRows({ ...empty, base: { schema: 1, update } }, before, 'me', () => false)).toMatchObject({ changedBy: 'bob', changedAt: 20, title: 'Menu' })
  })
  it('survives rows that do not read', () => {
    expect(digestRows({ ...empty, base: { schema: 1, update: new Uint8Array([255, 255, 1]) } }, NO_DIGEST, 'me', () => false).title).toBe('')
  })
})

describe('files', () => {
  it('come back as they were written, and no other bytes are taken', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    const carried = fc.record({
      kind: fc.constant('carried' as const),
      workspaceId: bytes(16),
      at: fc.nat(),
      documents: fc.array(fc.record({ documentId: bytes(16), room: bytes(32), frames: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 }) }), {
        maxLength: 3,
      }),
    })
    fc.assert(
      fc.property(carried, fc.nat(), (file, at) => {
        const encoded = encodeFile(file)
        expect(decodeFile(encoded)).toEqual({ ok: true, value: file })
        const changed = encoded.slice()
        const place = at % changed.length
        changed[place] = (changed[place] ?? 0) ^ 1
        expect(decodeFile(changed).ok).toBe(false)
      }),
    )
  })
  it('of any other kind are refused in words, never with a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void expect(decodeFile(bytes).ok).toBe(false)),
      { numRuns: 10_000 },
    )
  })
})

it('settings of another version are taken field by field', () => {
  expect(readSettings({ name: 'Ana', theme: 'blue', shown: false, later: 3 })).toEqual({ ...FIRST_SETTINGS, name: 'Ana', shown: false })
  fc.assert(fc.property(fc.anything(), (value) => void expect(readSettings(value).v).toBe(1)))
})
