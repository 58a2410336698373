import * as Y from 'yjs'
import { toHex } from '../../shared/bytes'
import { verify } from '../crypto/ed25519'
import { capabilityOfInvitation, type Invitation } from '../crypto/invitation'
import { capabilityOf, reaches, secretOf } from '../crypto/seed'
import { whenFetched } from '../design/whenFetched'
import type { DeviceLog } from '../device/deviceLog'
import { type CopyClaims, type Replica, type ReplicaOptions, startReplica } from '../sync/replica'
import { type Store, writable } from '../sync/store'
import { roomsOf } from './following'
import type { Ground } from './ground'
import { authorHex, authorOf, deviceIdentity } from './identity'
import { namesFromRoom, newDocumentKey } from './ids'
import type { DocumentSort } from './indexDocument'
import { setWorkspaceRelays } from './indexDocument'
import { keepIndex } from './indexWatch'
import { join } from './membership'
import { type OpenWorkspace, openWorkspace } from './openWorkspace'
import { openRecords } from './records'
import { emptyPage } from './seedText'
import type { Shelf } from './shelf'
import { KEY, type StoredWorkspace } from './stored'

/** One tab at work: the replica of everything that this device holds, and the workspace that is shown. */
export interface Session {
  readonly ground: Ground
  readonly replica: Replica
  readonly open: Store<OpenWorkspace | null>
  /** Shows a workspace; the one before is closed. */
  show(id: string): Promise<OpenWorkspace>
  /** Shows none: the one that was shown is about to go. */
  hide(): void
  /** A new workspace, shown, with the id of its first document. */
  create(about: NewWorkspace): Promise<{ workspace: OpenWorkspace; documentId: string }>
  /** The workspace of an invitation, shown. What came before stays; a higher rung is added. */
  join(invitation: Invitation, myName: string): Promise<OpenWorkspace>
  stop(): Promise<void>
}

/**
 * [S10b] Hash of the canonical text. The editor's chunk brings it, since it needs the schema; before that nothing is open
 * that could be compared.
 */
export const textHash: { of: ((ydoc: Y.Doc) => Uint8Array | null) | null } = { of: null }

export interface NewWorkspace {
  readonly name: string
  readonly myName: string
  readonly documents?: readonly { readonly update: Uint8Array; readonly hint: string; readonly sort: DocumentSort }[]
  /** Not given: the relay of this origin. */
  readonly relays?: readonly string[]
  readonly example?: boolean
}

export interface SessionOptions {
  readonly log: DeviceLog
  readonly shelf: Shelf
  readonly schema: number
  readonly address: string
  readonly ownRelay: string
  /** Where the link runs, and by which socket: in Node, inline. */
  readonly replica?: Partial<ReplicaOptions>
  readonly now?: () => number
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { log, shelf, schema, address, ownRelay, now = Date.now } = options
  const identity = await deviceIdentity(shelf.keys, now())
  const claims: CopyClaims = {
    textHash: (ydoc) => textHash.of?.(ydoc) ?? null,
    device: identity.signing.public,
    sign: (bytes) => records.signCopyClaim(bytes),
    verify,
  }
  const replica = startReplica({ log, author: authorOf(identity.signing.public), schema, claims, ...options.replica })
  const records = openRecords(identity, replica, log, now)
  const open = writable<OpenWorkspace | null>(null)

  async function follow(): Promise<void> {
    const all = await Promise.all(shelf.workspaces.get().map(async (workspace) => roomsOf(workspace, await shelf.documents(workspace.id))))
    replica.follow(all.flat())
  }
  const ground: Ground = {
    log,
    keys: shelf.keys,
    shelf,
    replica,
    identity,
    records,
    author: authorHex(identity.signing.public),
    follow,
    ownRelay,
    address,
    now,
  }

  const setShown = () => replica.setShown(shelf.settings.get().shown)
  setShown()
  await follow()
  const ends = [shelf.settings.subscribe(setShown), watchOtherIndexes(ground, () => open.get()?.id ?? null)]

  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act)
    turn = next.catch(() => undefined)
    return next
  }
  const showNow = async (id: string): Promise<OpenWorkspace> => {
    const shown = open.get()
    if (shown?.id === id) return shown
    const stored = shelf.workspaces.get().find((workspace) => workspace.id === id)
    if (!stored) throw new RangeError('no such workspace on this device')
    shown?.close()
    const opened = await openWorkspace(ground, stored)
    open.set(opened)
    await shelf.choose(id)
    return opened
  }

  return {
    ground,
    replica,
    open,
    show: (id) => inTurn(() => showNow(id)),
    hide() {
      open.get()?.close()
      open.set(null)
    },
    create: (about) =>
      inTurn(async () => {
        const relays = about.relays ?? [ownRelay]
        const documents = about.documents ?? [{ update: emptyPage(), hint: '', sort: 'page' as const }]
        const { makeWorkspace } = await whenFetched(() => import('./making'))
        const made = await makeWorkspace({
          log,
          name: about.name,
          myName: about.myName,
          documents,
          by: ground.author,
          relays,
          example: about.example ?? false,
          now: now(),
        })
        for (const document of made.documents) await shelf.keys.set(KEY.document(made.workspace.id, document.id), document)
        await shelf.put(made.workspace)
        await follow()
        const workspace = await showNow(made.workspace.id)
        if (relays.length > 0) setWorkspaceRelays(workspace.index.ydoc, relays)
        for (const { doc } of made.documents) await workspace.digests.seen(doc)
        await join({ ground, room: workspace.room, records: [], myName: about.myName, secret: null, like: null })
        return { workspace, documentId: made.documents[0]?.id ?? '' }
      }),
    join: (invitation, myName) =>
      inTurn(async () => {
        const stored = await takeIn(ground, invitation, myName)
        const shown = open.get()
        // A higher rung: what is open was opened with the lower one.
        if (shown?.id === stored.id && shown.capability.rung !== stored.rung) {
          shown.close()
          open.set(null)
        }
        await follow()
        return showNow(stored.id)
      }),
    async stop() {
      for (const end of ends) end()
      open.get()?.close()
      open.set(null)
      await replica.stop()
    },
  }
}

/** What an invitation lets this device do is stored; nothing that was there is overwritten. */
async function takeIn(ground: Ground, invitation: Invitation, myName: string): Promise<StoredWorkspace> {
  const capability = capabilityOfInvitation(invitation)
  const { shelf, now } = ground
  const room = toHex(capability.room)
  const held = shelf.workspaces.get().find((workspace) => toHex(workspace.room) === room)
  if (held) {
    const before = capabilityOf(held.rung, held.secret, held.room)
    if (before.ok && reaches(before.value, capability.rung)) return held
    const joining = held.rung === 'read' ? invitation.invitationKey : held.joining
    await shelf.patch(held.id, (found) => ({ ...found, rung: capability.rung, secret: secretOf(capability), joining }))
    return shelf.workspaces.get().find(({ id }) => id === held.id) ?? held
  }
  const { workspaceId, indexId } = namesFromRoom(capability.room)
  const stored: StoredWorkspace = {
    v: 1,
    id: toHex(workspaceId),
    indexId: toHex(indexId),
    doc: newDocumentKey(),
    room: capability.room,
    rung: capability.rung,
    secret: secretOf(capability),
    relays: [...invitation.relays],
    name: invitation.workspaceName,
    myName,
    since: now(),
    example: false,
    joining: invitation.invitationKey,
    isPairing: invitation.type === 'own device',
  }
  await shelf.put(stored)
  return stored
}

/** Ms of quiet before the index of a workspace that is not shown is looked at. */
const QUIET = 2000

/** Documents that are new in a workspace that is not shown get a place on this device too, and are followed. */
function watchOtherIndexes(ground: Ground, shown: () => string | null): () => void {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const lookAt = async (workspace: StoredWorkspace) => {
    waiting.delete(workspace.id)
    const capability = capabilityOf(workspace.rung, workspace.secret, workspace.room)
    if (!capability.ok || shown() === workspace.id) return
    const doc = new Y.Doc()
    try {
      const { updates } = await ground.log.updates(workspace.doc)
      for (const update of updates) Y.applyUpdate(doc, update)
      const held = await ground.shelf.documents(workspace.id)
      const keeper = await keepIndex({ workspace, capability: capability.value, keys: ground.keys, log: ground.log, held })
      if (await keeper.look(doc)) await ground.follow()
    } finally {
      doc.destroy()
    }
  }
  const end = ground.log.watch((change) => {
    if (change.type !== 'rows') return
    const workspace = ground.shelf.workspaces.get().find(({ doc }) => doc === change.doc)
    if (!workspace || shown() === workspace.id || waiting.has(workspace.id)) return
    waiting.set(
      workspace.id,
      setTimeout(() => void lookAt(workspace), QUIET),
    )
  })
  return () => {
    end()
    for (const timer of waiting.values()) clearTimeout(timer)
  }
}
