import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { baseBytes, packText, readText, unpackText } from '../../../client/copies/baseText'
import { forkSeed } from '../../../client/copies/forkSeed'
import { documentJson } from '../../../client/documents/documentJson'
import { SEED_CLIENT } from '../../../client/documents/seedDocument'
import { toHex } from '../../../shared/bytes'
import { commented, jsonOf, nodeOf, randomText } from '../merge/support'

const RUNS = { numRuns: 60 }
const textOf = (update: Uint8Array) => {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  return { ydoc, json: documentJson(ydoc) }
}

describe('what a copy begins with', () => {
  it('[F1] the same version gives the same bytes however often, under one client number', () => {
    fc.assert(
      fc.property(randomText, (text) => {
        const [first, second] = [forkSeed(jsonOf(text)), forkSeed(structuredClone(jsonOf(text)))]
        expect(first.update).toEqual(second.update)
        expect(first.hash).toEqual(second.hash)
        expect([...textOf(first.update).ydoc.store.clients.keys()]).toEqual([SEED_CLIENT])
      }),
      RUNS,
    )
  })

  it('[F1] it holds the words of the version, and no comment', () => {
    fc.assert(
      fc.property(randomText, fc.integer(), (text, seed) => {
        const made = forkSeed(jsonOf(commented(text, seed, 4)))
        const { json } = textOf(made.update)
        expect(JSON.stringify(json)).not.toContain('"comment"')
        const withTitle = json.ok ? (json.value.content ?? []) : []
        const words = (nodes: readonly unknown[]) => JSON.stringify(nodes)
        expect(words(withTitle.slice(text.firstChild?.type.name === 'title' ? 0 : 1))).toBe(words(jsonOf(text).content ?? []))
      }),
      RUNS,
    )
  })

  it('[F1] nothing that was deleted in the main text is in it', () => {
    const main = new Y.Doc({ gc: false })
    Y.applyUpdate(main, forkSeed(jsonOf(nodeOf({ type: 'doc', content: [{ type: 'title' }, { type: 'paragraph' }] }))).update)
    const line = main.getXmlFragment('text').get(1)
    const words = line instanceof Y.XmlElement ? line.get(0) : null
    if (!(words instanceof Y.XmlText)) throw new Error('no line')
    words.insert(0, 'The landlord is called Voss. We meet at six.')
    words.delete(0, 28)
    const now = documentJson(main)
    if (!now.ok) throw new Error(now.reason)
    const { update } = forkSeed(now.value as never)
    expect(new TextDecoder('latin1').decode(update)).not.toContain('Voss')
    expect(new TextDecoder('latin1').decode(update)).toContain('We meet at six.')
  })
})

describe('a text as it is kept and offered', () => {
  it('comes back as it was, whatever the order of its names', () => {
    fc.assert(
      fc.property(randomText, (text) => {
        const json = jsonOf(text)
        expect(unpackText(packText(json))).toEqual(json)
        const turned = JSON.parse(JSON.stringify(json), (_name, value) =>
          typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
        )
        expect(toHex(sha256(baseBytes(turned)))).toBe(toHex(sha256(baseBytes(json))))
      }),
      RUNS,
    )
  })

  it('is refused where it is none', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array([1, 2, 3]), new TextEncoder().encode('[]'), new TextEncoder().encode('{"type":"other"}')]) {
      expect(readText(bytes)).toBeNull()
      expect(unpackText(bytes)).toBeNull()
    }
  })
})
