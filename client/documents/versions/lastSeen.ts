/** What this person saw of a text last, on this device: its words and where its Yjs state stood. Never leaves the device. */
import * as Y from 'yjs'
import { fromUtf8, utf8 } from '../../../shared/bytes'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { deflate, inflate } from '../../crypto/deflate'
import type { DocumentKey } from '../../device/deviceLog'
import type { KeyStore } from '../../device/keyStore'
import { KEY } from '../../workspace/stored'
import { documentJson } from '../documentJson'

export interface LastSeen {
  /** ms since 1970, by this device's clock. */
  readonly at: number
  readonly json: ProseMirrorJson
  /** State vector. */
  readonly state: Uint8Array
}

interface StoredLastSeen {
  readonly v: 1
  readonly at: number
  readonly text: Uint8Array
  readonly state: Uint8Array
}

/** null: never looked at here. */
export async function lastSeen(keys: KeyStore, doc: DocumentKey): Promise<LastSeen | null> {
  const stored = await keys.get<StoredLastSeen>(KEY.lastSeen(doc))
  const text = stored && inflate(stored.text)
  if (!stored || !text?.ok) return null
  try {
    return { at: stored.at, json: JSON.parse(fromUtf8(text.value)) as ProseMirrorJson, state: stored.state }
  } catch {
    return null
  }
}

/** Read at once; stored when it resolves. What this version of the app cannot read is left as it was. */
export async function keepSeen(keys: KeyStore, doc: DocumentKey, ydoc: Y.Doc, at: number): Promise<void> {
  const read = documentJson(ydoc)
  if (!read.ok || (read.value.content ?? []).length === 0) return
  const stored: StoredLastSeen = { v: 1, at, text: deflate(utf8(JSON.stringify(read.value))), state: Y.encodeStateVector(ydoc) }
  await keys.set(KEY.lastSeen(doc), stored)
}
