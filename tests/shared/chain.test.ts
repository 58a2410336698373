import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CHAIN_BYTES, CHAIN_ORIGIN, CURSOR_ORIGIN, nextChain } from '../../shared/chain'

const id = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const chainOf = (...ids: Uint8Array[]): Uint8Array => ids.reduce(nextChain, CHAIN_ORIGIN)

describe('the chain of a log', () => {
  it('[S2a] begins with 16 zero bytes', () => {
    expect(CHAIN_ORIGIN).toEqual(new Uint8Array(16))
    expect(CURSOR_ORIGIN).toEqual({ seq: 0, chain: CHAIN_ORIGIN })
  })
  it('[S2a] is the first 16 bytes of SHA-256(chain ‖ frame id)', () => {
    const expected = createHash('sha256').update(CHAIN_ORIGIN).update(id(1)).digest().subarray(0, CHAIN_BYTES)
    expect(Buffer.from(chainOf(id(1))).equals(expected)).toBe(true)
  })
  it('[S2a] tells another order, another frame and another length', () => {
    const chains = [chainOf(id(1), id(2)), chainOf(id(2), id(1)), chainOf(id(1)), chainOf(id(1), id(2), id(3)), chainOf(id(1), id(1))]
    expect(new Set(chains.map(String)).size).toBe(chains.length)
  })
})
