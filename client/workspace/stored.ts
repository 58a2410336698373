import type { Rung } from '../crypto/seed'
import type { DocumentKey } from '../device/deviceLog'
import type { DocumentSort } from './indexDocument'

/**
 * What this device remembers of workspaces and documents, in its key store (types and names only, pure).
 * Every capability ever received stays here: an entry that vanishes from the index can be put back from it.
 */

export interface StoredWorkspace {
  readonly v: 1
  /** 16 bytes, hex: the workspace's stable name. */
  readonly id: string
  /** The index document's stable name, hex. */
  readonly indexId: string
  readonly doc: DocumentKey
  readonly room: Uint8Array
  readonly rung: Rung
  readonly secret: Uint8Array
  /** ws(s) URLs; none: it stays on this device. */
  readonly relays: readonly string[]
  /** As last read in the index, or as the invitation said. */
  readonly name: string
  /** What I am called here. */
  readonly myName: string
  /** ms since 1970, by this device's clock. */
  readonly since: number
  readonly example: boolean
  /** The link's secret, as long as this device's own joining has not been signed: that waits for the index, to choose a free colour. */
  readonly joining: Uint8Array | null
  /** Came by a link of another device of mine, and that has not been settled. */
  readonly isPairing: boolean
}

export interface StoredDocument {
  readonly v: 1
  readonly workspaceId: string
  readonly id: string
  readonly doc: DocumentKey
  readonly kind: string
  readonly room: Uint8Array
  readonly rung: Rung
  readonly secret: Uint8Array
  /** Its rows are gone from this device because somebody deleted it and this person agreed. */
  readonly dropped: boolean
  /** Author, hex, of the change that took it off the index without a signed word; null: it is listed, or nobody knows. */
  readonly removedBy: string | null
  /** As the index last said: shown, and put back, when it is gone from there. */
  readonly sort: DocumentSort
  readonly hint: string
  readonly archived: boolean
  readonly template?: boolean
  /** Of a picture: somebody has looked at it here, so that it is fetched and kept. */
  readonly wanted?: boolean
  /** Not in the index, and not meant to be: a copy of one's own. Written into the index, it is a document like any other. */
  readonly unlisted?: boolean
}

/** A document that a person opens by its title; all others stand behind one. */
export const isText = ({ kind }: { readonly kind: string }): boolean => kind === 'text'

/** What a glance at a document's rows gave: kept, so that a list needs no Y.Doc. */
export interface Digest {
  readonly v: 1
  readonly title: string
  /** ms; by this device's clock. null: nothing has come. */
  readonly changedAt: number | null
  /** Author of the newest row, hex; a claim. */
  readonly changedBy: string | null
  /** When this person last had it open, ms. */
  readonly seenAt: number | null
  /** When another author's newest row came, ms. */
  readonly othersAt: number | null
  readonly words: number
}

export const KEY = {
  device: 'device',
  settings: 'settings',
  current: 'current',
  workspace: (id: string) => `workspace/${id}`,
  document: (workspaceId: string, id: string) => `document/${workspaceId}/${id}`,
  digest: (doc: DocumentKey) => `digest/${doc}`,
  /** What this person saw of a text last. */
  lastSeen: (doc: DocumentKey) => `last-seen/${doc}`,
} as const
