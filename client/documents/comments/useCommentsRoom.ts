import { useMemo } from 'react'
import { toHex } from '../../../shared/bytes'
import type { RecordId } from '../../crypto/record'
import { useStore } from '../../workspace/useStore'
import { nameOf } from '../../workspace/who'
import { type CommentActs, commentActs } from './commentActs'
import type { Person } from './mentioning'
import type { Face } from './screen/SayingView'
import { type Thread, waitingIn } from './threads'
import type { CommentsOf } from './useAreComments'
import { useReader, useRecordRoom, useSeen, useThreads, useUnsent } from './useThreads'

const NOBODY: readonly Thread[] = []

/** All that the records say: the threads, who said what, what waits, what was not sent; and what one can do. */
export function useCommentsRoom(of: CommentsOf) {
  const { workspace } = of
  const room = useRecordRoom(of)
  const threads = useThreads(of, room)
  const reader = useReader(of)
  const unsent = useUnsent(of, room)
  const seen = useSeen(of)
  const people = useStore(workspace.people)
  const device = toHex(workspace.ground.identity.signing.public)

  const acts = useMemo((): CommentActs | null => room && commentActs(workspace.ground.records, room), [workspace, room])
  const persons = useMemo(
    (): readonly Person[] =>
      people.members.flatMap(({ isMe, name, colour, devices }) => {
        const key = devices.find(({ isLost }) => !isLost)
        return isMe || !key ? [] : [{ device: key.id, name, colour }]
      }),
    [people],
  )
  const faceOf = useMemo(
    () =>
      (by: string): Face => {
        const member = people.ofDevice(by) ?? (by === device ? people.me : null)
        return { name: member?.name ?? nameOf(member), colour: member?.colour ?? null, called: nameOf(member), isThis: by === device }
      },
    [people, device],
  )
  const seenNow = seen?.get()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another set of what was seen
  const waiting = useMemo((): ReadonlyMap<string, ReadonlySet<RecordId>> => {
    if (!seen) return new Map()
    return new Map((threads ?? NOBODY).map((thread) => [thread.id, new Set(waitingIn(thread, reader, seen.has).map(({ id }) => id))]))
  }, [threads, reader, seen, seenNow])
  return { threads, reader, unsent, seen, acts, persons, faceOf, waiting, maySpeak: of.rung !== 'read' }
}
