import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addContent, isNothing, nothing, removeContent } from '../../../../client/sync/room/content'
import { checkUpdate, forSealing, toFirstEncoding, UPDATE_LIMITS } from '../../../../client/sync/room/updateCheck'

const typed = (act: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  act(doc)
  return Y.encodeStateAsUpdate(doc)
}
const contentOf = (update: Uint8Array) => {
  const checked = checkUpdate(update)
  if (!checked.ok) throw new Error(checked.reason)
  return checked.value
}

describe('what an update holds', () => {
  it('[S7a] insertions and deletions, whatever the order in which it came', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 40 }), fc.infiniteStream(fc.nat(1000)), (acts, chance) => {
        const doc = new Y.Doc()
        const updates: Uint8Array[] = []
        doc.on('update', (bytes: Uint8Array) => updates.push(bytes))
        const text = doc.getText('t')
        for (const [isDeletion, at] of acts) {
          if (isDeletion && text.length > 0) text.delete(at % text.length, 1)
          else text.insert(at % (text.length + 1), 'x')
        }
        const parts = nothing()
        const shuffled = updates.map((update) => ({ update, key: chance.next().value ?? 0 })).sort((a, b) => a.key - b.key)
        for (const { update } of shuffled) addContent(parts, contentOf(update))
        const whole = contentOf(Y.encodeStateAsUpdate(doc))
        const missing = nothing()
        addContent(missing, whole)
        removeContent(missing, parts)
        expect(isNothing(missing)).toBe(true)
        removeContent(parts, whole)
        expect(isNothing(parts)).toBe(true)
      }),
    ))
  it('is the same in both encodings', () => {
    const update = typed((doc) => doc.getText('t').insert(0, 'hello world '.repeat(100)))
    const { isV2, body } = forSealing(update)
    const back = toFirstEncoding(body, isV2)
    expect(back.ok && contentOf(back.value).inserted.size).toBe(1200)
  })
  it('chooses the second encoding only where it is shorter', () => {
    const short = typed((doc) => doc.getText('t').insert(0, 'hello'))
    expect(forSealing(short).isV2).toBe(false)
    const doc = new Y.Doc()
    for (let i = 0; i < 300; i++) doc.getText('t').insert(i % 7, 'ab')
    const long = Y.encodeStateAsUpdate(doc)
    const sealed = forSealing(long)
    expect(sealed.isV2).toBe(true)
    expect(sealed.body.length).toBeLessThan(long.length)
  })
})

describe('[S14] what is not taken', () => {
  it('[S14] any bytes at all: an answer, never an exception', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isV2) => {
        const first = toFirstEncoding(bytes, isV2)
        if (first.ok) checkUpdate(first.value)
      }),
      { numRuns: 2000 },
    ))
  it('[S14] an update that is damaged anywhere: an answer, and what passes can be applied', () => {
    const update = typed((doc) => {
      const fragment = doc.getXmlFragment('text')
      for (let i = 0; i < 5; i++) fragment.insert(i, [new Y.XmlElement('paragraph')])
      doc.getMap('m').set('a', [1, 'two', { three: 3 }])
    })
    fc.assert(
      fc.property(fc.nat(update.length - 1), fc.nat(255), (at, byte) => {
        const damaged = update.slice()
        damaged[at] = byte
        const checked = checkUpdate(damaged)
        if (!checked.ok) return
        for (const before of [null, update]) {
          const doc = new Y.Doc()
          if (before) Y.applyUpdate(doc, before)
          Y.applyUpdate(doc, damaged)
          Y.encodeStateAsUpdate(doc)
        }
      }),
      { numRuns: 400 },
    )
  })
  it('[S14] a million items in a few bytes of the second encoding', () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 200; i++) doc.getArray('a').insert(0, [null])
    const small = Y.encodeStateAsUpdateV2(doc)
    expect(toFirstEncoding(small, true).ok).toBe(true)
    // The same shape by hand: runs of the same item, counted far beyond the limit.
    const bomb = bombOf(UPDATE_LIMITS.structs + 10)
    expect(bomb.length).toBeLessThan(200)
    expect(toFirstEncoding(bomb, true)).toMatchObject({ ok: false, reason: 'too many items' })
  })
  it('[S14] too deep within one update; as deep as people go is fine', () => {
    const nested = (depth: number): Uint8Array =>
      typed((doc) => {
        let at: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment('text')
        for (let i = 0; i < depth; i++) {
          const inner: Y.XmlElement = new Y.XmlElement('bulletList')
          at.insert(0, [inner])
          at = inner
        }
      })
    expect(checkUpdate(nested(UPDATE_LIMITS.depth + 2))).toMatchObject({ ok: false, reason: 'too deep' })
    expect(checkUpdate(nested(60)).ok).toBe(true)
  })
  it('[S14] an item that builds on a later one of its own client', () => {
    const doc = new Y.Doc()
    doc.clientID = 1
    doc.getText('t').insert(0, 'a')
    const before = Y.encodeStateVector(doc)
    doc.getText('t').insert(1, 'b')
    const update = Y.encodeStateAsUpdate(doc, before)
    expect(checkUpdate(update).ok).toBe(true)
    // The second item says where it hangs by naming (client 1, clock 0); now it names itself.
    const damaged = Array.from({ length: update.length }, (_, i) => i).flatMap((i) => {
      const copy = update.slice()
      if (copy[i] !== 0) return []
      copy[i] = 9
      return [copy]
    })
    expect(damaged.map((bytes) => checkUpdate(bytes)).filter((result) => !result.ok && result.reason === 'not in order').length).toBeGreaterThan(0)
  })
  it('[S14] too large', () => {
    expect(checkUpdate(new Uint8Array(UPDATE_LIMITS.bytes + 1))).toMatchObject({ ok: false, reason: 'too large' })
  })
})

/** GC items, `count` of them, in the run-length form of the second encoding. */
function bombOf(count: number): Uint8Array {
  const encoder = new Y.UpdateEncoderV2()
  const rest: number[] = []
  const varUint = (value: number): void => {
    let left = value
    while (left > 127) {
      rest.push((left & 127) | 128)
      left = Math.floor(left / 128)
    }
    rest.push(left)
  }
  varUint(1) // one client
  varUint(count)
  encoder.writeClient(7)
  varUint(0) // from clock 0
  for (let i = 0; i < count; i++) {
    encoder.writeInfo(0)
    encoder.writeLen(1)
  }
  varUint(0) // nothing deleted
  const head = encoder.toUint8Array()
  return Uint8Array.from([...head, ...rest])
}
