import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { generateSigningKey, sign, verify } from '../../../client/crypto/ed25519'
import { CopyCheck, type CopyClaims, DIFFERS_AFTER_MS, readClaim } from '../../../client/sync/copyCheck'
import { utf8 } from '../../../shared/bytes'

const documentId = new Uint8Array(16).fill(4)
function person(key = generateSigningKey()): CopyClaims {
  return {
    textHash: (ydoc) => sha256(utf8(ydoc.getText('t').toString())),
    device: key.public,
    sign: (bytes) => sign(key.secret, bytes),
    verify,
  }
}
const docOf = (text: string): Y.Doc => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return doc
}
const place = (n: number) => ({ seq: n, chain: n.toString(16).padStart(32, '0') })

describe('[S10b] whether everybody with the same frames shows the same text', () => {
  it('[S10b] same chain, other text, for 30 s: they differ; not before', async () => {
    const alice = new CopyCheck(documentId, person())
    const bob = new CopyCheck(documentId, person())
    await alice.claim(place(7), docOf('one'))
    await alice.hear(new Map([[5, await bob.claim(place(7), docOf('other'))]]))
    expect(alice.differs(0, true)).toBe(false)
    expect(alice.differs(DIFFERS_AFTER_MS - 1, true)).toBe(false)
    expect(alice.differs(DIFFERS_AFTER_MS, true)).toBe(true)
    // What is typed meanwhile, and not sent, starts it anew.
    expect(alice.differs(DIFFERS_AFTER_MS + 1, false)).toBe(false)
    expect(alice.differs(DIFFERS_AFTER_MS + 2, true)).toBe(false)
  })
  it('[S10b] another chain says nothing; the same text says that all is well', async () => {
    const alice = new CopyCheck(documentId, person())
    const bob = new CopyCheck(documentId, person())
    await alice.claim(place(7), docOf('one'))
    await alice.hear(new Map([[5, await bob.claim(place(8), docOf('other'))]]))
    alice.differs(0, true)
    expect(alice.differs(1e6, true)).toBe(false)
    await alice.hear(new Map([[5, await bob.claim(place(7), docOf('one'))]]))
    alice.differs(1e6, true)
    expect(alice.differs(2e6, true)).toBe(false)
  })
  it('[S10b] somebody who is a little behind is compared with what we had there', async () => {
    const alice = new CopyCheck(documentId, person())
    const bob = new CopyCheck(documentId, person())
    await alice.claim(place(7), docOf('one'))
    await alice.claim(place(9), docOf('one two'))
    await alice.hear(new Map([[5, await bob.claim(place(7), docOf('uno'))]]))
    alice.differs(0, true)
    expect(alice.differs(DIFFERS_AFTER_MS, true)).toBe(true)
  })
  it('[S10b] a claim without its signature, of another document, or taken from somebody else does not count', async () => {
    const alice = new CopyCheck(documentId, person())
    const bob = new CopyCheck(documentId, person())
    const elsewhere = new CopyCheck(new Uint8Array(16), person())
    await alice.claim(place(7), docOf('one'))
    const claim = await bob.claim(place(7), docOf('other'))
    const moved = await bob.claim(place(8), docOf('other'))
    const foreign = await elsewhere.claim(place(7), docOf('other'))
    const unsigned = claim && { ...claim, signature: `${claim.signature.startsWith('AA') ? 'BB' : 'AA'}${claim.signature.slice(2)}` }
    const stolen = claim && moved && { ...claim, signature: moved.signature }
    await alice.hear(
      new Map<number, unknown>([
        [1, unsigned],
        [2, stolen],
        [3, foreign],
        [4, { seq: 7 }],
        [5, 'nonsense'],
        [6, null],
      ]),
    )
    alice.differs(0, true)
    expect(alice.differs(1e6, true)).toBe(false)
    expect(readClaim(claim)).toEqual(claim)
    // Who has gone is forgotten.
    await alice.hear(new Map([[1, claim]]))
    alice.differs(0, true)
    await alice.hear(new Map())
    expect(alice.differs(1e6, true)).toBe(false)
  })
})
