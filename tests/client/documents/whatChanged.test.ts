import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { watchChanges } from '../../../client/documents/whatChanged'
import { seedText } from '../../../client/workspace/seedText'

/** Two devices with one text; what Bob writes comes to Alice at once. */
function world() {
  const alice = new Y.Doc()
  const bob = new Y.Doc()
  const first = seedText([
    { type: 'title', text: 'Homes we keep' },
    { type: 'paragraph', text: 'What we are for.' },
    { type: 'heading', text: 'Rent' },
    { type: 'paragraph', text: 'Fair rents.' },
    { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', text: 'Hardship fund' }] }] },
  ])
  for (const doc of [alice, bob]) Y.applyUpdate(doc, first)
  bob.on('update', (update: Uint8Array) => Y.applyUpdate(alice, update))
  bob.getMap('authors').set(String(bob.clientID), 'bob')
  const watch = watchChanges(alice)
  const blockOf = (doc: Y.Doc, at: number) => doc.getXmlFragment('text').get(at) as Y.XmlElement
  const textIn = (doc: Y.Doc, at: number) => {
    let node: unknown = blockOf(doc, at)
    while (node instanceof Y.XmlElement) node = node.get(0)
    return node as Y.XmlText
  }
  return { alice, bob, watch, blockOf, textIn }
}

describe('who changed which blocks', () => {
  it('counts each block once, under its heading, by who says to have written it', () => {
    const { bob, watch, textIn } = world()
    textIn(bob, 3).insert(0, 'Very ')
    textIn(bob, 3).insert(0, 'x')
    textIn(bob, 4).insert(0, 'A ')
    textIn(bob, 1).insert(0, 'Here: ')
    expect(watch.take()).toEqual([{ device: 'bob', blocks: 3, under: [null, 'Rent'] }])
    expect(watch.take()).toEqual([])
  })

  it('a new block counts; one that came and went does not', () => {
    const { bob, watch } = world()
    const added = new Y.XmlElement('paragraph')
    added.insert(0, [new Y.XmlText('Eviction watch')])
    bob.getXmlFragment('text').insert(5, [added])
    expect(watch.take()).toEqual([{ device: 'bob', blocks: 1, under: ['Rent'] }])
    const brief = new Y.XmlElement('paragraph')
    bob.getXmlFragment('text').insert(6, [brief])
    bob.getXmlFragment('text').delete(6, 1)
    expect(watch.take()).toEqual([])
  })

  it('words that were only taken away have no known author, unless somebody wrote there too', () => {
    const { bob, watch, textIn } = world()
    textIn(bob, 3).delete(0, 5)
    expect(watch.take()).toEqual([{ device: null, blocks: 1, under: ['Rent'] }])
    textIn(bob, 3).insert(0, 'Low ')
    textIn(bob, 3).delete(0, 1)
    expect(watch.take()).toEqual([{ device: 'bob', blocks: 1, under: ['Rent'] }])
  })

  it('what one writes oneself is nothing to be told, and nothing is heard after the end', () => {
    const { alice, bob, watch, textIn } = world()
    textIn(alice, 1).insert(0, 'Mine ')
    expect(watch.take()).toEqual([])
    watch.stop()
    textIn(bob, 1).insert(0, 'Theirs ')
    expect(watch.take()).toEqual([])
  })
})
