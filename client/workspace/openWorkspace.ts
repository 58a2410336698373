import { fromHex, toHex } from '../../shared/bytes'
import type { VerifiedRecord } from '../crypto/record'
import { type Capability, capabilityOf } from '../crypto/seed'
import type { DocumentKey } from '../device/deviceLog'
import type { OpenDocument } from '../sync/replica'
import { type ReplicaStatus, replicaStatus } from '../sync/status'
import { type Store, type WritableStore, writable } from '../sync/store'
import { asTheBrowserSays, watchCut } from './cut'
import { type Deletion, deletionsOf } from './deleting'
import { type Digests, trackDigests } from './digests'
import type { Ground } from './ground'
import { authorHex } from './identity'
import { workspaceName, workspaceRelays } from './indexDocument'
import { type IndexKeeper, keepIndex } from './indexWatch'
import { type DocumentListing, listingsOf } from './listing'
import { settleMembership } from './membership'
import { type People, peopleOf } from './people'
import { type HerePerson, whoIsHere } from './presence'
import type { RecordRoom } from './records'
import { isText, type StoredWorkspace } from './stored'
import { type WaitingRegistry, waitingRegistry } from './waiting'

/**
 * One workspace, open in this tab: its documents, its people, who is here. Everything is a store that follows what comes;
 * acts stand in `acts.ts`, invitations in `inviting.ts`.
 */
export interface OpenWorkspace {
  readonly id: string
  readonly ground: Ground
  readonly stored: Store<StoredWorkspace>
  readonly capability: Capability
  readonly room: RecordRoom
  readonly index: OpenDocument
  readonly keeper: IndexKeeper
  readonly digests: Digests
  readonly name: Store<string>
  readonly documents: Store<readonly DocumentListing[]>
  readonly people: Store<People>
  readonly here: Store<readonly HerePerson[]>
  readonly waiting: WaitingRegistry
  /** Of all documents of this workspace, and of no other. */
  readonly status: Store<ReplicaStatus>
  /** The index has been read from this device, and whether it holds anything yet. */
  readonly state: Store<'opening' | 'empty' | 'here'>
  readonly mayWrite: boolean
  readonly maySpeak: boolean
  /** Looks at the index and at what is stored once more; it does so by itself with each change of the index. */
  look(): Promise<void>
  /** Which document this tab shows; others see it as "in". */
  setAt(documentId: string | null): void
  /** Says who this is in another awareness: that of a document that was opened. */
  introduce(awareness: OpenDocument['awareness']): () => void
  close(): void
}

/** Ms that a newcomer waits, with all that the relay has, for the record of the link that it came by. */
const PATIENCE = 15_000

export async function openWorkspace(ground: Ground, first: StoredWorkspace): Promise<OpenWorkspace> {
  const { replica, shelf, keys, log, identity, records } = ground
  const opened = capabilityOf(first.rung, first.secret, first.room)
  if (!opened.ok) throw new RangeError(`the stored workspace ${first.id}: ${opened.reason}`)
  const capability = opened.value
  const room: RecordRoom = { doc: first.doc, workspaceId: fromHex(first.id), documentId: fromHex(first.indexId), capability }
  const keeper = await keepIndex({ workspace: first, capability, keys, log, held: await shelf.documents(first.id) })

  const stored = writable<StoredWorkspace>(first)
  const name = writable(first.name)
  const documents = writable<readonly DocumentListing[]>([])
  const people = writable<People>(peopleOf([], identity.signing.public, (device) => authorHex(fromHex(device))))
  const deletions: WritableStore<ReadonlyMap<string, Deletion>> = writable<ReadonlyMap<string, Deletion>>(new Map())
  const here = writable<readonly HerePerson[]>([])
  const state = writable<'opening' | 'empty' | 'here'>('opening')
  const cut = watchCut(ground.now)
  const statusNow = (): ReplicaStatus => {
    const docs = [first.doc, ...[...keeper.stored.values()].filter(({ dropped }) => !dropped).map(({ doc }) => doc)]
    const all = replicaStatus(new Map(docs.map((doc) => [doc, replica.documentStatus(doc).get()])), replica.status.get().health)
    return asTheBrowserSays(all, cut.get())
  }
  const status = writable<ReplicaStatus>(statusNow())
  const openHere = new Set<DocumentKey>()
  const isMine = (author: string): boolean => author === ground.author || (people.get().ofAuthor(author)?.isMe ?? false)
  const digests = trackDigests({ log, keys, me: ground.author, mine: isMine, isOpen: (doc) => openHere.has(doc) })
  const index = replica.open(first.doc)
  const ends: (() => void)[] = []

  function list(): void {
    documents.set(listingsOf({ entries: keeper.entries, stored: keeper.stored, digests: digests.get(), deletions: deletions.get(), isMine }))
  }
  async function look(): Promise<void> {
    const isChanged = await keeper.look(index.ydoc)
    const said = workspaceName(index.ydoc)
    if (said !== '') state.set('here')
    if (said !== '' && said !== name.get()) {
      name.set(said)
      await shelf.patch(first.id, (held) => ({ ...held, name: said }))
    }
    const relays = workspaceRelays(index.ydoc)
    if (relays.length > 0 && relays.join() !== stored.get().relays.join()) {
      await shelf.patch(first.id, (held) => ({ ...held, relays }))
      await ground.follow()
    } else if (isChanged) await ground.follow()
    digests.track([...keeper.stored.values()].filter((document) => !document.dropped && isText(document)).map(({ doc }) => doc))
    list()
  }

  // Everything is drawn from what the device has at once; the index is looked at again with every change.
  list()
  const onUpdate = () => void look()
  index.ydoc.on('update', onUpdate)
  void index.opened.then(async () => {
    await look()
    if (state.get() === 'opening') state.set('empty')
  })
  ends.push(
    () => index.ydoc.off('update', onUpdate),
    digests.subscribe(list),
    deletions.subscribe(list),
    replica.status.subscribe(() => status.set(statusNow())),
    cut.subscribe(() => status.set(statusNow())),
    () => cut.stop(),
    documents.subscribe(() => status.set(statusNow())),
    shelf.workspaces.subscribe(() => {
      const now = shelf.workspaces.get().find(({ id }) => id === first.id)
      if (now) stored.set(now)
    }),
  )

  let at: string | null = null
  const meNow = () => {
    const me = people.get().me
    return { name: stored.get().myName, colour: me?.colour ?? 0, device: toHex(identity.signing.public) }
  }
  function present(): void {
    index.awareness.setLocalStateField('person', meNow())
    index.awareness.setLocalStateField('at', at)
  }
  const seeWho = () => here.set(whoIsHere(index.awareness.getStates().values(), whoOf))
  const whoOf = (device: string) => {
    const member = people.get().ofDevice(device)
    return member
      ? { personId: member.id, name: member.name, colour: member.colour, isMe: member.isMe }
      : device === toHex(identity.signing.public)
        ? { ...meNow(), personId: device, isMe: true }
        : null
  }
  let patience: ReturnType<typeof setTimeout> | null = null
  let isPatienceOver = false
  const settle = (all: readonly VerifiedRecord[]): Promise<void> => {
    const isCaughtUp = state.get() === 'here' && replica.documentStatus(first.doc).get().isCaughtUp
    // The relay has nothing more to tell: whoever made the link may still be on the way to it.
    if (isCaughtUp && stored.get().joining !== null)
      patience ??= setTimeout(() => {
        isPatienceOver = true
        void records.list(room).then(settle)
      }, PATIENCE)
    return settleMembership({ ground, stored, room, records: all, people: people.get(), mayWait: !(isCaughtUp && isPatienceOver) })
  }
  ends.push(() => patience !== null && clearTimeout(patience))
  index.awareness.on('change', seeWho)
  ends.push(
    () => index.awareness.off('change', seeWho),
    people.subscribe(() => {
      present()
      seeWho()
      list()
    }),
    stored.subscribe(present),
    records.watch(room, (all) => {
      deletions.set(deletionsOf(all))
      people.set(peopleOf(all, identity.signing.public, (device) => authorHex(fromHex(device))))
      void settle(all)
    }),
    replica.documentStatus(first.doc).subscribe(() => {
      if (stored.get().joining !== null) void records.list(room).then(settle)
    }),
    state.subscribe(() => void records.list(room).then(settle)),
  )
  present()
  seeWho()

  return {
    id: first.id,
    ground,
    stored,
    capability,
    room,
    index,
    keeper,
    digests,
    name,
    documents,
    people,
    here,
    waiting: waitingRegistry(),
    status,
    state,
    mayWrite: capability.editSeed !== null,
    maySpeak: capability.voiceSeed !== null,
    look,
    setAt(documentId) {
      at = documentId
      openHere.clear()
      const doc = documentId === null ? undefined : keeper.stored.get(documentId)?.doc
      if (doc) openHere.add(doc)
      present()
    },
    introduce(awareness) {
      const say = () => awareness.setLocalStateField('person', meNow())
      say()
      const endings = [people.subscribe(say), stored.subscribe(say)]
      return () => {
        for (const end of endings) end()
      }
    },
    close() {
      for (const end of ends.splice(0)) end()
      digests.stop()
      index.close()
    },
  }
}
