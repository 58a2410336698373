import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromUtf8, toHex, utf8 } from '../../shared/bytes'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { deflate, inflate } from '../crypto/deflate'
import { decodeCbor, encodeCbor } from '../crypto/deterministicCbor'

/**
 * How the text of versions is kept (pure). What is new in a version, block by block, is one compressed *batch*; a version
 * is runs of blocks out of batches, so that fifty versions of a long text cost little more than one and what was changed.
 *
 *   batch := CBOR [at, deflate(JSON of blocks)]     under its id: HMAC-SHA256(the history's key, JSON), 12 bytes, hex
 */

/** A block as it is compared: its JSON. */
export type Block = string

export interface Batch {
  readonly at: number
  readonly blocks: readonly Block[]
}

/** No batch inflates to more. */
const LIMIT = 16 * 1024 * 1024
const ID_BYTES = 12
const DOMAIN = utf8('leaderful/v1/history/block\0')

/** Its id says nothing about its words to whoever does not have the key. */
export function batchId(key: Uint8Array, blocks: readonly Block[]): string {
  return toHex(hmac(sha256, key, utf8(`${fromUtf8(DOMAIN)}${asJson(blocks)}`)).slice(0, ID_BYTES))
}
const asJson = (blocks: readonly Block[]): string => `[${blocks.join(',')}]`

export const encodeBatch = (at: number, blocks: readonly Block[]): Uint8Array => encodeCbor([at, deflate(utf8(asJson(blocks)))])

const read = new WeakMap<Uint8Array, Batch | null>()

/** null for whatever is no batch. What was read once is kept as long as its bytes are. */
export function readBatch(bytes: unknown): Batch | null {
  if (!(bytes instanceof Uint8Array)) return null
  const known = read.get(bytes)
  if (known !== undefined) return known
  const batch = decodeBatch(bytes)
  read.set(bytes, batch)
  return batch
}
function decodeBatch(bytes: Uint8Array): Batch | null {
  const value = decodeCbor(bytes)?.value
  if (!Array.isArray(value) || value.length !== 2) return null
  const [at, packed] = value as readonly unknown[]
  if (typeof at !== 'number' || !(packed instanceof Uint8Array)) return null
  const json = inflate(packed, LIMIT)
  if (!json.ok) return null
  try {
    const blocks: unknown = JSON.parse(fromUtf8(json.value))
    return Array.isArray(blocks) ? { at, blocks: blocks.map((block) => JSON.stringify(block)) } : null
  } catch {
    return null
  }
}

/** A text's blocks as they are kept: without comments, which belong to the living text and not to what it said. */
export const blocksOf = (json: ProseMirrorJson): Block[] => (json.content ?? []).map((block) => JSON.stringify(plain(block)))
export const textOf = (blocks: readonly Block[]): ProseMirrorJson => ({ type: 'doc', content: blocks.map((block) => JSON.parse(block) as ProseMirrorJson) })

type Mutable = { -readonly [K in keyof ProseMirrorJson]: ProseMirrorJson[K] }

/** The same node without comment marks; pieces of text that only a comment parted are one again. */
function plain(node: ProseMirrorJson): ProseMirrorJson {
  const { marks, content, ...rest } = node
  const kept = marks?.filter(({ type }) => type !== 'comment') ?? []
  const made: Mutable = kept.length > 0 ? { ...rest, marks: kept } : rest
  if (!content) return made
  const children: Mutable[] = []
  for (const child of content) {
    const next = plain(child)
    const last = children.at(-1)
    if (last?.text !== undefined && next.text !== undefined && JSON.stringify(last.marks) === JSON.stringify(next.marks)) last.text += next.text
    else children.push({ ...next })
  }
  return { ...made, content: children }
}
