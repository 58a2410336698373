import { useEffect, useMemo, useState } from 'react'
import { toHex } from '../../../shared/bytes'
import type { RecordId } from '../../crypto/record'
import { useAfter } from '../../design/useAfter'
import { documentRoom } from '../../workspace/documentRoom'
import type { RecordRoom } from '../../workspace/records'
import { useStore } from '../../workspace/useStore'
import { type SeenComments, seenComments } from './seenComments'
import { type Reader, type Thread, threadsOf } from './threads'
import type { CommentsOf } from './useAreComments'

// biome-ignore lint/correctness/useExhaustiveDependencies: a higher rung is another room to write into
export const useRecordRoom = ({ workspace, id, rung }: CommentsOf): RecordRoom | null => useMemo(() => documentRoom(workspace, id), [workspace, id, rung])

const NONE: readonly Thread[] = []

/** null: not read yet. */
export function useThreads({ workspace }: CommentsOf, room: RecordRoom | null): readonly Thread[] | null {
  const [threads, setThreads] = useState<readonly Thread[] | null>(null)
  useEffect(() => {
    if (!room) return
    return workspace.ground.records.watch(room, (records) => setThreads((before) => threadsOf(records, before ?? NONE)))
  }, [workspace, room])
  return threads
}

export function useReader({ workspace }: CommentsOf): Reader {
  const { persons } = useStore(workspace.people)
  const device = toHex(workspace.ground.identity.signing.public)
  return useMemo(() => ({ me: persons.personOf(device), personOf: (of: string) => persons.personOf(of) }), [persons, device])
}

const NOTHING: ReadonlySet<RecordId> = new Set()
/** Ms: what leaves at once is not said to be waiting. */
const SOON = 2_000

/** Records made here that no relay has yet; none where the workspace has no relay to send to. */
export function useUnsent({ workspace }: CommentsOf, room: RecordRoom | null): ReadonlySet<RecordId> {
  const [unsent, setUnsent] = useState(NOTHING)
  const hasRelay = useStore(workspace.stored).relays.length > 0
  useEffect(() => {
    if (!room) return
    const { replica, log } = workspace.ground
    let isOver = false
    let waits = 0
    const look = async () => {
      const rows = await replica.records(room.doc)
      const ids = rows.filter(({ own, acknowledged, bytes }) => own && bytes !== null && acknowledged.length === 0).map(({ id }) => id)
      waits = ids.length
      if (!isOver) setUnsent((before) => (before.size === ids.length && ids.every((id) => before.has(id)) ? before : new Set(ids)))
    }
    void look()
    const end = log.watch((change) => {
      if (change.type !== 'records' && change.type !== 'acknowledged') return
      // What is typed is acknowledged ten times a second: that is looked at only while a comment waits.
      if (change.doc === room.doc && (change.type === 'records' || waits > 0)) void look()
    })
    return () => {
      isOver = true
      end()
    }
  }, [workspace, room])
  return useAfter(unsent.size > 0, SOON) && hasRelay ? unsent : NOTHING
}

const UNKNOWN: Pick<SeenComments, 'get' | 'subscribe'> = { get: () => NOTHING, subscribe: () => () => {} }

/** null until the device has been asked. */
export function useSeen({ workspace }: CommentsOf): SeenComments | null {
  const [seen, setSeen] = useState<SeenComments | null>(null)
  useEffect(() => {
    let isOver = false
    void seenComments(workspace.ground.keys, workspace.id).then((opened) => {
      if (!isOver) setSeen(opened)
    })
    return () => {
      isOver = true
    }
  }, [workspace])
  useStore(seen ?? UNKNOWN)
  return seen
}
