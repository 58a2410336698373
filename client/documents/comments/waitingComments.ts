/**
 * Comments that wait for this person in any text of the workspace, open or not: that name them, or answer something that they said, and were not seen. Records are
 * read one text after the other, and again only where some came.
 */
import type { DocumentKey } from '../../device/deviceLog'
import { formatAgo } from '../../words/formats'
import { t } from '../../words/words'
import { documentRoom } from '../../workspace/documentRoom'
import { type DocumentListing, inUse } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import type { WaitingItem, WaitingSource } from '../../workspace/waiting'
import { nameOf, titleWords } from '../../workspace/who'
import { type SeenComments, seenComments } from './seenComments'
import { type Reader, type Saying, type Thread, threadsOf, waitingIn } from './threads'
import { threadToShow } from './threadToShow'

/** Before what others have changed, after a device that asks. */
const ORDER = 8

interface Waits {
  readonly thread: Thread
  readonly sayings: readonly Saying[]
}

export interface CommentsSource extends WaitingSource {
  stop(): void
}

/** @param go to a route ("/d/…") */
export async function commentsSource(workspace: OpenWorkspace, go: (route: string) => void): Promise<CommentsSource> {
  const { ground, people, documents } = workspace
  const seen = await seenComments(ground.keys, workspace.id)
  const threads = new Map<DocumentKey, readonly Thread[]>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const reading = readInTurn(workspace, threads, tell)
  const ends = [
    documents.subscribe(reading.lookForNew),
    ground.log.watch((change) => {
      if (change.type === 'records') reading.readAgain(change.doc)
    }),
    people.subscribe(tell),
    seen.subscribe(tell),
  ]
  reading.lookForNew()

  return {
    room: 'comments',
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get() {
      const { persons } = people.get()
      const reader: Reader = { me: persons.personOf(ground.identity.signing.public), personOf: (device) => persons.personOf(device) }
      return inUse(documents.get()).flatMap((listing) => itemsOf(listing, waitingOf(threads.get(listing.doc) ?? [], reader, seen), reader))
    },
    stop() {
      reading.stop()
      for (const end of ends) end()
    },
  }

  function itemsOf(listing: DocumentListing, waits: readonly Waits[], reader: Reader): WaitingItem[] {
    const [first] = waits
    const last = first?.sayings.at(-1)
    if (!first || !last) return []
    const about = { name: nameOf(people.get().ofDevice(last.device)), when: formatAgo(last.at) }
    const isNamed = last.mentions.some(({ device }) => reader.personOf(device) === reader.me)
    const line = waits.length > 1 ? t('comments.wait.more', { count: waits.length }) : t(isNamed ? 'comments.wait.mention' : 'comments.wait.reply', about)
    const look = () => {
      threadToShow.set({ documentId: listing.id, thread: first.thread.id })
      go(`/d/${listing.id}`)
    }
    return [
      {
        id: `comment:${listing.id}`,
        sign: 'comment',
        title: titleWords(listing.title),
        voice: 'people',
        line,
        actions: [{ label: t('comments.wait.look'), to: look }],
        isTurn: true,
        due: null,
        order: ORDER,
      },
    ]
  }
}

function waitingOf(threads: readonly Thread[], reader: Reader, seen: Pick<SeenComments, 'has'>): Waits[] {
  return threads.flatMap((thread) => {
    const sayings = waitingIn(thread, reader, seen.has)
    return sayings.length > 0 ? [{ thread, sayings }] : []
  })
}

/** One text at a time, so that opening the app is in nobody's way. */
function readInTurn({ ground, keeper, room: own, documents }: OpenWorkspace, threads: Map<DocumentKey, readonly Thread[]>, tell: () => void) {
  const queue = new Set<DocumentKey>()
  const known = new Set<DocumentKey>()
  let isReading = false
  let isOver = false
  const idOf = (doc: DocumentKey): string | undefined => documents.get().find((listing) => listing.doc === doc)?.id
  async function run(): Promise<void> {
    if (isReading) return
    isReading = true
    try {
      for (const doc of queue) {
        queue.delete(doc)
        const id = idOf(doc)
        const room = id === undefined ? null : documentRoom({ keeper, room: own }, id)
        if (!room) continue
        const before = threads.get(doc) ?? []
        const now = threadsOf(await ground.records.list(room), before)
        if (isOver) return
        if (now === before) continue
        threads.set(doc, now)
        tell()
      }
    } finally {
      isReading = false
    }
  }
  return {
    lookForNew() {
      for (const { doc } of documents.get()) {
        if (known.has(doc)) continue
        known.add(doc)
        queue.add(doc)
      }
      void run()
    },
    readAgain(doc: DocumentKey) {
      if (!known.has(doc)) return
      queue.add(doc)
      void run()
    },
    stop() {
      isOver = true
    },
  }
}
