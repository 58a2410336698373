import { sha256 } from '@noble/hashes/sha2.js'
import { concat, toHex, utf8 } from '../../shared/bytes'
import type { DocumentKey } from '../device/deviceLog'

/** Names of workspaces and documents (16 bytes each; hex where they stand in routes and in maps). */

const random = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))

export const newDocumentId = (): Uint8Array => random(16)
/** A document's local name on this device: random, and never told to anybody. */
export const newDocumentKey = (): DocumentKey => toHex(random(12)) as DocumentKey
/** Of one Y.Doc instance, or of one act that writes rows without one. */
export const newSession = (): string => toHex(random(8))

const idFrom = (what: string, name: Uint8Array): Uint8Array => sha256(concat(utf8(`leaderful/v1/${what}\0`), name)).slice(0, 16)

/** The stable name of a document's history: everybody who knows the document knows it (docs/decisions/2026-11-25-history-is-listed.md). */
export const historyIdOf = (documentId: Uint8Array): Uint8Array => idFrom('history', documentId)

/** The stable name of a workspace's chart of circles. */
export const chartIdOf = (workspaceId: Uint8Array): Uint8Array => idFrom('chart', workspaceId)

/**
 * The stable names of a workspace and of its index. They are taken from its first room, so that whoever opens an
 * invitation without a network knows them before the room's first frame has come. Rooms that follow repeat them.
 */
export const namesFromRoom = (room: Uint8Array): { readonly workspaceId: Uint8Array; readonly indexId: Uint8Array } => ({
  workspaceId: idFrom('workspace', room),
  indexId: idFrom('index', room),
})
