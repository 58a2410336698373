import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import { toHex } from '../../shared/bytes'
import { whenFetched } from '../design/whenFetched'
import { writeEntry } from './indexDocument'
import type { OpenWorkspace } from './openWorkspace'
import type { StoredDocument } from './stored'

/**
 * Pictures of a workspace: each is a small document of its own, listed in the index under the first half of the SHA-256 of its bytes, sealed and sent like any other.
 * A text names the whole hash, so what is shown is what was put in, whoever hands it over. A device fetches a picture once somebody has looked at it there
 * (docs/decisions/2026-11-25-pictures.md).
 */
export const PICTURE = 'picture'
export const PICTURE_TYPES = ['image/webp', 'image/jpeg', 'image/png'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

export interface PictureBytes {
  readonly type: PictureType
  readonly bytes: Uint8Array
}

const idOf = (hash: string): string => hash.slice(0, 32)
const field = (ydoc: Y.Doc): Y.Map<unknown> => ydoc.getMap(PICTURE)

/** The document's first and only update. */
export function pictureUpdate({ type, bytes }: PictureBytes): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.transact(() => {
    field(ydoc).set('type', type)
    field(ydoc).set('bytes', bytes)
  })
  const update = Y.encodeStateAsUpdate(ydoc)
  ydoc.destroy()
  return update
}

/** What these updates hold, if it is the picture of that hash; null: it is not here, or it is something else. */
export function pictureIn(updates: readonly Uint8Array[], hash: string): PictureBytes | null {
  const ydoc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(ydoc, update)
  const bytes = field(ydoc).get('bytes')
  const type = PICTURE_TYPES.find((known) => known === field(ydoc).get('type'))
  ydoc.destroy()
  return type && bytes instanceof Uint8Array && toHex(sha256(bytes)) === hash ? { type, bytes } : null
}

/** Keeps a picture with the workspace. The name by which a text shows it. The same picture is kept once. */
export async function addPicture(workspace: OpenWorkspace, picture: PictureBytes): Promise<string> {
  const { ground, capability, room, index, keeper } = workspace
  const hash = toHex(sha256(picture.bytes))
  const held = keeper.stored.get(idOf(hash))
  if (held && (await read(workspace, held, hash))) return hash
  const { makeDocument } = await whenFetched(() => import('./making'))
  const made = await makeDocument({
    log: ground.log,
    workspaceId: room.workspaceId,
    workspace: capability,
    update: pictureUpdate(picture),
    hint: '',
    sort: 'page',
    by: ground.author,
    now: ground.now(),
    picture: sha256(picture.bytes).slice(0, 16),
  })
  // Without a line in the index it is this device's alone: somebody who may only read writes in a copy of their own.
  const stored: StoredDocument = made.entry ? made.stored : { ...made.stored, unlisted: true }
  await keeper.add(stored)
  // One of that name whose bytes are not here: this one is whole.
  await keeper.change(stored.id, () => stored)
  await ground.follow()
  if (made.entry) writeEntry(index.ydoc, made.entry)
  return hash
}

const read = async ({ ground }: OpenWorkspace, { doc }: StoredDocument, hash: string): Promise<PictureBytes | null> =>
  pictureIn((await ground.log.updates(doc)).updates, hash)

/** Tells what is known of a picture now and whenever that changes: its bytes, or null as long as they are not here. Being asked for is what makes a device fetch it. Returns how to stop. */
export function watchPicture(workspace: OpenWorkspace, hash: string, tell: (picture: PictureBytes | null) => void): () => void {
  const { ground, keeper, documents } = workspace
  let isOver = false
  let isHere = false
  const look = async () => {
    const stored = keeper.stored.get(idOf(hash))
    if (isOver || isHere || !stored || stored.kind !== PICTURE) return
    const found = await read(workspace, stored, hash)
    if (isOver || isHere) return
    if (found) {
      isHere = true
      tell(found)
    } else if (!stored.wanted) {
      await keeper.change(stored.id, (held) => ({ ...held, wanted: true }))
      await ground.follow()
    }
  }
  const ends = [
    ground.log.watch((change) => {
      if (change.type === 'rows' && keeper.stored.get(idOf(hash))?.doc === change.doc) void look()
    }),
    // Its entry in the index may come after the text that shows it.
    documents.subscribe(() => void look()),
  ]
  tell(null)
  void look()
  return () => {
    isOver = true
    for (const end of ends) end()
  }
}
