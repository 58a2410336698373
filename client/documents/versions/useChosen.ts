import { useMemo, useState } from 'react'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { ReadRefusal, Version } from '../../history/historyDocument'
import type { VersionsState } from './useVersions'

/** In place of a version's id: the text as it is now. */
export const NOW = 'now'

export interface Chosen {
  readonly from: string
  readonly to: string
  choose(id: string, upTo: boolean): void
  readonly older: ProseMirrorJson | null
  readonly newer: ProseMirrorJson | null
  /** Why one of the two cannot be shown. */
  readonly refusal: ReadRefusal | null
  /** All of them, the newest first; what the text says now is not told twice. */
  readonly listed: readonly Version[]
  readonly read: (id: string) => ProseMirrorJson | null
}

/** Which two versions are looked at. At first: the newest one that differs, to the text as it is now. */
export function useChosen({ history, versions, now }: VersionsState): Chosen {
  const [pair, setPair] = useState<{ readonly from: string; readonly to: string } | null>(null)
  const listed = useMemo(() => versions.filter(({ id, name }, index) => !(index === 0 && name === null && id === now?.hash)), [versions, now?.hash])
  const first = listed.find(({ id }) => id !== now?.hash) ?? listed[0]
  const isThere = (id: string) => id === NOW || versions.some((version) => version.id === id)
  const from = pair && isThere(pair.from) ? pair.from : (first?.id ?? NOW)
  const to = pair && isThere(pair.to) ? pair.to : NOW

  const text = (id: string) => {
    if (id === NOW) return now ? { ok: true as const, value: now.json } : null
    return history ? history.read(id) : null
  }
  // What is read once is the same object as long as the versions are the same: a comparison is not asked for again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when something came
  const older = useMemo(() => text(from), [from, history, versions, from === NOW ? now : null])
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when something came
  const newer = useMemo(() => text(to), [to, history, versions, to === NOW ? now : null])
  const refusal = older && !older.ok ? older.reason : newer && !newer.ok ? newer.reason : null

  const placeOf = (id: string) => (id === NOW ? -1 : versions.findIndex((version) => version.id === id))
  return {
    from,
    to,
    choose(id, upTo) {
      if (upTo) setPair(placeOf(from) < placeOf(id) ? { from: id, to: from } : { from, to: id })
      else setPair(id === NOW ? { from, to: NOW } : { from: id, to: placeOf(to) < placeOf(id) ? to : NOW })
    },
    older: older?.ok ? older.value : null,
    newer: newer?.ok ? newer.value : null,
    refusal,
    listed,
    read: (id) => {
      const found = history?.read(id)
      return found?.ok ? found.value : null
    },
  }
}
