import { sha256 } from '@noble/hashes/sha2.js'
import type * as Y from 'yjs'
import { fromHex, toHex } from '../../shared/bytes'
import { ok, type Result, refuse } from '../../shared/result'
import { canonicalTextHash, type ProseMirrorJson } from '../crypto/canonicalText'
import { deflate, inflate } from '../crypto/deflate'
import { type CborValue, cleanCbor, decodeCbor, encodeCbor } from '../crypto/deterministicCbor'
import { isSpace, wordsIn } from '../merge/words'
import { type Block, batchId, blocksOf, encodeBatch, readBatch, textOf } from './blocks'

/**
 * The history document of a text (pure, over a Y.Doc): its versions, and whatever a review needs to be found again.
 *
 *   blocks    batch id → batch (`blocks.ts`)
 *   versions  id → CBOR [at, devices, words, cause, batch ids, runs]; id = SHA-256 of the canonical text, hex
 *   names     id → CBOR [name, device, at]; the later word stands
 *   kept      id/cause → CBOR [at, device]: why a version is never thinned away
 *   since     'last' → CBOR [version id, state vector]: where the text stood when a version was kept last
 *   states    SHA-256, hex → deflated bytes: a Yjs state that a review is pinned to
 *
 * A version is named by what it says, so keeping the same text twice is keeping it once. Whatever stands here may have been
 * written by anybody with the edit rung: a version is believed only if its text hashes to its name.
 */
export const CAUSES = ['automatic', 'named', 'before restore', 'fork', 'review before', 'review after'] as const
export type VersionCause = (typeof CAUSES)[number]

export interface Version {
  /** SHA-256 of its canonical text, hex. */
  readonly id: string
  /** When it was kept first; ms, by that device's clock. */
  readonly at: number
  /** Devices (hex) that wrote since the version before: their own claim. */
  readonly by: readonly string[]
  readonly wordCount: number
  /** Why it was kept first. */
  readonly cause: VersionCause
  readonly name: string | null
  /** Device, hex. */
  readonly namedBy: string | null
  /** Why it stays, whatever else is thinned away: the latest first. */
  readonly kept: readonly { readonly cause: VersionCause; readonly at: number; readonly by: string }[]
}

export type ReadRefusal =
  /** No such version, or it was thinned away. */
  | 'unknown'
  /** Some of its text has not come yet. */
  | 'incomplete'
  /** Its text is not what its name says. */
  | 'damaged'

const ID = /^[0-9a-f]{64}$/
const NAME_LENGTH = 120
/** A batch that a new version rests on is written anew after so long: whoever tidies up elsewhere sees that it is in use. */
export const REFRESH_AFTER_MS = 30 * 24 * 60 * 60 * 1000
/** What no version rests on any more goes after so long. */
export const FORGET_AFTER_MS = 3 * REFRESH_AFTER_MS
const STATE_LIMIT = 32 * 1024 * 1024

const mapOf = (history: Y.Doc, name: 'blocks' | 'versions' | 'names' | 'kept' | 'since' | 'states'): Y.Map<unknown> => history.getMap(name)

interface Manifest {
  readonly at: number
  readonly by: readonly string[]
  readonly wordCount: number
  readonly cause: VersionCause
  readonly batches: readonly string[]
  /** [batch, from, count] … */
  readonly runs: readonly (readonly [number, number, number])[]
}

const encodeManifest = ({ at, by, wordCount, cause, batches, runs }: Manifest): Uint8Array =>
  encodeCbor([at, by.map(fromHex), wordCount, CAUSES.indexOf(cause), batches.map(fromHex), runs.flat()])

const manifests = new WeakMap<Uint8Array, Manifest | null>()
function readManifest(bytes: unknown): Manifest | null {
  if (!(bytes instanceof Uint8Array)) return null
  const known = manifests.get(bytes)
  if (known !== undefined) return known
  const manifest = decodeManifest(decodeCbor(bytes)?.value ?? null)
  manifests.set(bytes, manifest)
  return manifest
}
function decodeManifest(value: CborValue): Manifest | null {
  if (!Array.isArray(value) || value.length !== 6) return null
  const [at, by, wordCount, causeNumber, batches, flat] = value as readonly CborValue[]
  const cause = typeof causeNumber === 'number' ? CAUSES[causeNumber] : undefined
  if (typeof at !== 'number' || at < 0 || typeof wordCount !== 'number' || cause === undefined) return null
  if (!isBytesList(by) || !isBytesList(batches) || !isCounts(flat) || flat.length % 3 !== 0) return null
  const runs = Array.from({ length: flat.length / 3 }, (_, index) => [flat[3 * index] ?? 0, flat[3 * index + 1] ?? 0, flat[3 * index + 2] ?? 0] as const)
  return { at, by: by.map(toHex), wordCount, cause, batches: batches.map(toHex), runs }
}
const isBytesList = (value: CborValue | undefined): value is readonly Uint8Array[] => Array.isArray(value) && value.every((item) => item instanceof Uint8Array)
const isCounts = (value: CborValue | undefined): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number' && item >= 0)

/** A text made ready to be kept: all of it that takes long, done in whichever thread has the time. */
export interface ReadyText {
  /** The version's name. */
  readonly id: string
  readonly blocks: readonly Block[]
  readonly wordCount: number
}
export type KeptText = { readonly json: ProseMirrorJson } | { readonly ready: ReadyText }

export interface Keeping {
  readonly at: number
  /** This device, hex. */
  readonly device: string
  readonly cause: VersionCause
  /** Devices (hex) that wrote since the version before. */
  readonly by?: readonly string[]
  readonly name?: string | null
  /** The text's state vector: who writes from here on is who wrote since this version. */
  readonly state?: Uint8Array
}

/** How many words, as the merge engine counts: the same everywhere. */
export function countWords(json: ProseMirrorJson): number {
  const text = (node: ProseMirrorJson): string =>
    node.text ?? (node.content ?? []).map(text).join(node.content?.some(({ type }) => type === 'text') ? '' : '\n')
  return wordsIn(text(json)).filter((word) => !isSpace(word) && /[\p{L}\p{N}]/u.test(word)).length
}

export function readyText(json: ProseMirrorJson): ReadyText {
  const blocks = blocksOf(json)
  return { id: toHex(canonicalTextHash(textOf(blocks))), blocks, wordCount: countWords(json) }
}

/**
 * Keeps a version; its id. A text that is kept already is only marked, with what this keeping adds.
 * @param key what makes the ids of batches: the history's own secret, 32 bytes
 */
export function keepVersion(history: Y.Doc, key: Uint8Array, keeping: Keeping & KeptText): string {
  const { at, device, cause, by = [], name = null, state } = keeping
  const { id, blocks, wordCount } = 'ready' in keeping ? keeping.ready : readyText(keeping.json)
  history.transact(() => {
    if (!readVersion(history, id).ok) write()
    const mark = `${id}/${cause}`
    if (cause !== 'automatic' && mapOf(history, 'kept').get(mark) === undefined) mapOf(history, 'kept').set(mark, encodeCbor([at, fromHex(device)]))
    if (name !== null) nameVersion(history, id, { name, device, at })
    if (state && lastKept(history)?.version !== id) mapOf(history, 'since').set('last', encodeCbor([fromHex(id), state]))
  })
  return id

  function write(): void {
    const known = new Map<string, readonly [string, number]>()
    for (const [batch, bytes] of mapOf(history, 'blocks').entries())
      for (const [index, block] of (readBatch(bytes)?.blocks ?? []).entries()) if (!known.has(block)) known.set(block, [batch, index])
    const fresh = [...new Set(blocks.filter((block) => !known.has(block)))]
    if (fresh.length > 0) {
      const batch = batchId(key, fresh)
      mapOf(history, 'blocks').set(batch, encodeBatch(at, fresh))
      for (const [index, block] of fresh.entries()) known.set(block, [batch, index])
    }
    const batches: string[] = []
    const runs: [number, number, number][] = []
    for (const block of blocks) {
      const [batch, index] = known.get(block) ?? ['', 0]
      if (!batches.includes(batch)) batches.push(batch)
      const number = batches.indexOf(batch)
      const last = runs.at(-1)
      if (last && last[0] === number && last[1] + last[2] === index) last[2]++
      else runs.push([number, index, 1])
    }
    for (const batch of batches) {
      const held = readBatch(mapOf(history, 'blocks').get(batch))
      if (held && held.at < at - REFRESH_AFTER_MS) mapOf(history, 'blocks').set(batch, encodeBatch(at, held.blocks))
    }
    const writers = [...new Set(by)].filter((each) => /^[0-9a-f]{64}$/.test(each))
    mapOf(history, 'versions').set(id, encodeManifest({ at, by: writers, wordCount, cause, batches, runs }))
  }
}

/** A name of up to 120 signs; '' takes it away. */
export function nameVersion(history: Y.Doc, id: string, { name, device, at }: { name: string; device: string; at: number }): void {
  const clean = name.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH)
  mapOf(history, 'names').set(id, encodeCbor(cleanCbor([clean, fromHex(device), at])))
}

/** The text of a version, as ProseMirror's JSON without comments. */
export function readVersion(history: Y.Doc, id: string): Result<ProseMirrorJson, ReadRefusal> {
  const manifest = readManifest(mapOf(history, 'versions').get(id))
  if (!manifest) return refuse('unknown')
  const batches = manifest.batches.map((batch) => readBatch(mapOf(history, 'blocks').get(batch)))
  const blocks: string[] = []
  for (const [number, from, count] of manifest.runs) {
    const run = batches[number]?.blocks.slice(from, from + count)
    if (run?.length !== count) return refuse('incomplete')
    for (const block of run) blocks.push(block)
  }
  const text = textOf(blocks)
  return toHex(canonicalTextHash(text)) === id ? ok(text) : refuse('damaged')
}

/** The version that was kept last, and the text's state vector then; null: none yet. */
export function lastKept(history: Y.Doc): { readonly version: string; readonly state: Uint8Array } | null {
  const [version, state] = listIn(mapOf(history, 'since').get('last'))
  return version instanceof Uint8Array && state instanceof Uint8Array ? { version: toHex(version), state } : null
}

/** All versions, the newest first. */
export function versionsOf(history: Y.Doc): Version[] {
  const kept = new Map<string, Version['kept'][number][]>()
  for (const [mark, bytes] of mapOf(history, 'kept').entries()) {
    const id = mark.slice(0, 64)
    const cause = CAUSES.find((each) => each === mark.slice(65))
    const [at, device] = listIn(bytes)
    if (cause && typeof at === 'number' && device instanceof Uint8Array) kept.set(id, [...(kept.get(id) ?? []), { cause, at, by: toHex(device) }])
  }
  const versions: Version[] = []
  for (const [id, bytes] of mapOf(history, 'versions').entries()) {
    const manifest = ID.test(id) ? readManifest(bytes) : null
    if (!manifest) continue
    const { at, by, wordCount, cause } = manifest
    const [name, namedBy] = listIn(mapOf(history, 'names').get(id))
    const isNamed = typeof name === 'string' && name !== ''
    const marks = (kept.get(id) ?? []).sort((a, b) => b.at - a.at)
    versions.push({
      id,
      at,
      by,
      wordCount,
      cause,
      name: isNamed ? name.slice(0, NAME_LENGTH) : null,
      namedBy: isNamed && namedBy instanceof Uint8Array ? toHex(namedBy) : null,
      kept: marks,
    })
  }
  return versions.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}
const listIn = (bytes: unknown): readonly CborValue[] => {
  const value = bytes instanceof Uint8Array ? decodeCbor(bytes)?.value : null
  return Array.isArray(value) ? value : []
}

/** Takes versions away, and whatever none of the others has rested on for long. */
export function dropVersions(history: Y.Doc, ids: readonly string[], now: number): void {
  const versions = mapOf(history, 'versions')
  const blocks = mapOf(history, 'blocks')
  history.transact(() => {
    for (const id of ids) for (const map of [versions, mapOf(history, 'names')]) if (map.has(id)) map.delete(id)
    const used = new Set([...versions.values()].flatMap((bytes) => readManifest(bytes)?.batches ?? []))
    for (const [batch, bytes] of [...blocks.entries()]) {
      const held = readBatch(bytes)
      if (!used.has(batch) && held !== null && held.at < now - FORGET_AFTER_MS) blocks.delete(batch)
    }
  })
}

/** Bytes that a review is pinned to [F7]; their name, SHA-256 in hex. */
export function keepStateBytes(history: Y.Doc, bytes: Uint8Array): string {
  const name = toHex(sha256(bytes))
  if (stateBytes(history, name) === null) mapOf(history, 'states').set(name, deflate(bytes))
  return name
}
/** null: they are not here, or are not what their name says. */
export function stateBytes(history: Y.Doc, name: string): Uint8Array | null {
  const packed = mapOf(history, 'states').get(name)
  const bytes = packed instanceof Uint8Array ? inflate(packed, STATE_LIMIT) : null
  return bytes?.ok && toHex(sha256(bytes.value)) === name ? bytes.value : null
}
