import { describe, expect, it } from 'vitest'
import type { Change, DocumentKey } from '../../../../client/device/deviceLog'
import type { FromSearch } from '../../../../client/documents/search/messages'
import { SearchHost } from '../../../../client/documents/search/searchHost'
import { emptyPage } from '../../../../client/workspace/seedText'

const key = (doc: string) => doc as DocumentKey

/** A log of titles, and a clock that is moved by hand. */
function world() {
  const titles = new Map<DocumentKey, string>()
  const heard: FromSearch[] = []
  const timers = new Set<{ act: () => void }>()
  let tellChange: (change: Change) => void = () => {}
  let reads: DocumentKey[] = []
  const host = new SearchHost({
    log: {
      updates: async (doc) => {
        reads.push(doc)
        const title = titles.get(doc)
        if (title === undefined) throw new Error('unreadable')
        return { updates: [emptyPage(title)], schema: 1 }
      },
      watch: (listener) => {
        tellChange = listener
        return () => {
          tellChange = () => {}
        }
      },
    },
    tell: (message) => heard.push(message),
    after: (_ms, act) => {
      const timer = { act }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  })
  return {
    host,
    titles,
    heard,
    ring: () => {
      for (const timer of [...timers]) {
        timers.delete(timer)
        timer.act()
      }
    },
    changed: (doc: DocumentKey) => tellChange({ type: 'rows', doc, in: [], out: [] }),
    takeReads: () => {
      const taken = reads
      reads = []
      return taken
    },
    find: (question: string) => {
      host.hear({ type: 'find', ask: 1, question })
      const last = heard.findLast((message) => message.type === 'found')
      return last?.type === 'found' ? last.found.documents.map(({ documentId }) => documentId) : []
    },
  }
}

describe('the search beside the device log', () => {
  it('reads what it is given, in that order, and tells how far it is', async () => {
    const { host, titles, find, ring, heard, takeReads } = world()
    titles.set(key('a'), 'Winter warmth').set(key('b'), 'Homes we keep')
    host.hear({
      type: 'follow',
      documents: [
        { id: '1', doc: key('b') },
        { id: '2', doc: key('a') },
      ],
    })
    await host.settled()
    expect(takeReads()).toEqual(['b', 'a'])
    expect(find('homes')).toEqual(['1'])
    ring()
    expect(heard.at(-1)).toEqual({ type: 'read', read: 2, of: 2 })
  })

  it('reads only what changed, after some quiet, or as soon as somebody asks', async () => {
    const { host, titles, find, ring, changed, takeReads } = world()
    titles.set(key('a'), 'Winter warmth').set(key('b'), 'Homes we keep')
    host.hear({
      type: 'follow',
      documents: [
        { id: '1', doc: key('a') },
        { id: '2', doc: key('b') },
      ],
    })
    await host.settled()
    takeReads()
    titles.set(key('a'), 'Summer shade')
    changed(key('a'))
    changed(key('a'))
    changed(key('unknown'))
    expect(takeReads()).toEqual([])
    ring()
    await host.settled()
    expect(takeReads()).toEqual(['a'])
    expect(find('summer')).toEqual(['1'])
    expect(find('winter')).toEqual([])
    titles.set(key('b'), 'Homes we share')
    changed(key('b'))
    find('share')
    await host.settled()
    expect(find('share')).toEqual(['2'])
  })

  it('forgets what it is no longer given; what cannot be read does not keep the others from being found', async () => {
    const { host, titles, find } = world()
    titles.set(key('a'), 'Winter warmth')
    const quiet = console.error
    console.error = () => {}
    host.hear({
      type: 'follow',
      documents: [
        { id: 'broken', doc: key('x') },
        { id: '1', doc: key('a') },
      ],
    })
    await host.settled()
    console.error = quiet
    expect(find('winter')).toEqual(['1'])
    host.hear({ type: 'follow', documents: [] })
    expect(find('winter')).toEqual([])
  })
})
