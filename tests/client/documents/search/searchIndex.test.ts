import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { placesOf } from '../../../../client/documents/search/places'
import { SearchIndex } from '../../../../client/documents/search/searchIndex'
import { snippetOf } from '../../../../client/documents/search/snippet'
import { type SeedBlock, seedText } from '../../../../client/workspace/seedText'

const docOf = (blocks: readonly SeedBlock[]): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedText(blocks))
  return doc
}
const homes: readonly SeedBlock[] = [
  { type: 'title', text: 'Homes we keep' },
  { type: 'paragraph', text: 'What we are for.' },
  { type: 'heading', attrs: { level: 1 }, text: 'A chapter on every street' },
  { type: 'paragraph' },
  { type: 'paragraph', text: 'Every street has a chapter, a childcare rota behind every meeting, and two people who can read a lease.' },
  { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', text: 'Childcare at the door' }] }] },
]
const indexOf = (texts: Readonly<Record<string, readonly SeedBlock[]>>): SearchIndex => {
  const index = new SearchIndex()
  for (const [id, blocks] of Object.entries(texts)) index.put(id, placesOf(docOf(blocks)))
  return index
}
const shown = ({ text, hits }: { text: string; hits: readonly (readonly [number, number])[] }): string => {
  let marked = text
  for (const [from, to] of [...hits].reverse()) marked = `${marked.slice(0, from)}[${marked.slice(from, to)}]${marked.slice(to)}`
  return marked
}

describe('places of a text', () => {
  it('are its blocks of words, counted as the editor counts them, each under its heading', () => {
    expect(placesOf(docOf(homes))).toEqual([
      { block: 0, kind: 'title', text: 'Homes we keep', under: null },
      { block: 1, kind: 'text', text: 'What we are for.', under: null },
      { block: 2, kind: 'heading', text: 'A chapter on every street', under: null },
      { block: 4, kind: 'text', text: homes[4]?.text, under: 'A chapter on every street' },
      { block: 5, kind: 'text', text: 'Childcare at the door', under: 'A chapter on every street' },
    ])
  })

  it('[S11] what a newer version wrote is found too, and reading changes nothing', () => {
    const doc = docOf(homes)
    const newer = new Y.XmlElement('poll')
    const option = new Y.XmlElement('option')
    option.insert(0, [new Y.XmlText('Rent strike')])
    newer.insert(0, [option])
    doc.getXmlFragment('text').push([newer])
    const before = Y.encodeStateAsUpdate(doc)
    expect(placesOf(doc).at(-1)).toMatchObject({ text: 'Rent strike', block: 6 })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

describe('the index', () => {
  it('says which documents, in how many places, and shows the passages with what was found', () => {
    const index = indexOf({
      homes,
      minutes: [
        { type: 'title', text: 'Assembly' },
        { type: 'paragraph', text: 'Nine of 23 asked about childcare at the door.' },
      ],
    })
    const { documents, passages } = index.find('childcare')
    expect(documents).toContainEqual({ documentId: 'homes', places: 2 })
    expect(documents).toContainEqual({ documentId: 'minutes', places: 1 })
    expect(passages.map(({ documentId, block, under, ...snippet }) => [documentId, block, under, shown(snippet)])).toContainEqual([
      'homes',
      5,
      'A chapter on every street',
      '[Childcare] at the door',
    ])
  })

  it('finds by beginnings, in any order, and only what holds all of them', () => {
    const index = indexOf({ homes, other: [{ type: 'title', text: 'Street party' }] })
    expect(index.find('chil str').documents.map(({ documentId }) => documentId)).toEqual(['homes'])
    expect(index.find('street').documents.map(({ documentId }) => documentId)).toEqual(['other', 'homes'])
    expect(index.find('childcare a').documents.map(({ documentId }) => documentId)).toEqual(['homes'])
    expect(index.find('childcare x')).toEqual({ documents: [], passages: [] })
    expect(index.find('childcare unicorn')).toEqual({ documents: [], passages: [] })
  })

  it('finds Arabic with and without harakat, and Chinese by one sign or more', () => {
    const index = indexOf({
      arabic: [
        { type: 'title', text: 'البيوت التي نحميها' },
        { type: 'paragraph', text: 'لكل شارع لجنة وإِيجارٌ عادل' },
      ],
      chinese: [
        { type: 'title', text: '我们保留的房屋' },
        { type: 'paragraph', text: '每条街都有一个分会，每次会议都有托儿安排。' },
      ],
    })
    const first = (typed: string) => index.find(typed).documents.map(({ documentId }) => documentId)
    expect(first('بيوت')).toEqual(['arabic'])
    expect(first('ايجار')).toEqual(['arabic'])
    expect(first('托儿')).toEqual(['chinese'])
    expect(first('屋')).toEqual(['chinese'])
    const [passage] = index.find('托儿安').passages
    expect(passage && shown(passage)).toBe('每条街都有一个分会，每次会议都有[托儿安]排。')
  })

  it('forgets what was written over and what is gone', () => {
    const index = indexOf({ homes })
    index.put('homes', placesOf(docOf([{ type: 'title', text: 'Homes we keep' }])))
    expect(index.find('childcare').documents).toEqual([])
    expect(index.find('homes').documents).toEqual([{ documentId: 'homes', places: 0 }])
    index.remove('homes')
    index.remove('homes')
    expect(index.find('homes').documents).toEqual([])
    expect(index.size).toBe(0)
  })

  it('finds the one among a thousand', () => {
    const index = new SearchIndex()
    for (let i = 0; i < 1000; i++) {
      const text = `Meeting ${i}: who opens the door, who keeps the time${i === 617 ? ', who brings the zucchini' : ''}.`
      index.put(String(i), [{ block: 1, kind: 'text', text, under: null }])
    }
    expect(index.find('zucc').documents).toEqual([{ documentId: '617', places: 1 }])
    const everywhere = index.find('door time')
    expect(everywhere.documents).toHaveLength(24)
    expect(everywhere.passages).toHaveLength(6)
  })
})

describe('a snippet', () => {
  const long = `${'Before it stands a long walk through many words. '.repeat(8)}Then childcare comes, ${'and after it goes on for a good while. '.repeat(8)}`
  it('of a long place begins shortly before what was found, and says where it is cut', () => {
    const snippet = snippetOf(long, ['childcare'])
    expect(shown(snippet)).toMatch(/^….{20,60}\[childcare\] comes, .*…$/)
    expect(snippet.text.length).toBeLessThanOrEqual(162)
  })
  it('of a short place is the place', () => expect(shown(snippetOf('Childcare and child care', ['child']))).toBe('[Childcare] and [child] care'))
})
