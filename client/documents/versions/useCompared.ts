import { useEffect, useState } from 'react'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { HunkTitle } from '../../merge/hunkTitle'
import type { CompareRefusal, Comparison } from './compare'
import { compare, compareNow } from './diffs'
import type { TextNow } from './useVersions'

export type Compared = { readonly state: 'comparing' } | { readonly state: 'here'; readonly comparison: Comparison } | { readonly state: CompareRefusal }

/** Two texts compared, in the worker. `now`: the newer one is the living text, whose words tell who wrote them. */
export function useCompared(older: ProseMirrorJson | null, newer: ProseMirrorJson | null, now: TextNow | null): Compared {
  const [compared, setCompared] = useState<Compared>({ state: 'comparing' })
  const isNow = now !== null && newer === now.json
  const state = isNow ? now.state : null
  useEffect(() => {
    if (!older || !newer) return
    let isOver = false
    const asked = state ? compareNow(older, state, null) : compare(older, newer)
    asked
      .then((result) => {
        if (!isOver) setCompared(result.ok ? { state: 'here', comparison: result.value } : { state: result.reason })
      })
      .catch((error: unknown) => console.error('two versions could not be compared', error))
    return () => {
      isOver = true
    }
  }, [older, newer, state])
  return compared
}

/** What each version changed, to the version before it: asked one after the other, the newest first. */
export function useChangeTitles(read: (id: string) => ProseMirrorJson | null, ids: readonly string[]): ReadonlyMap<string, readonly HunkTitle[]> {
  const [titles, setTitles] = useState<ReadonlyMap<string, readonly HunkTitle[]>>(new Map())
  const key = ids.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same versions say the same
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      for (const [index, id] of ids.slice(0, MOST).entries()) {
        const before = ids[index + 1]
        if (isOver || before === undefined) return
        const pair = `${before} ${id}`
        let known = seen.get(pair)
        if (!known) {
          const older = read(before)
          const newer = read(id)
          const result = older && newer ? await compare(older, newer) : null
          known = result?.ok ? result.value.changes.map(({ title }) => title) : []
          seen.set(pair, known)
        }
        const found = known
        if (!isOver) setTitles((held) => new Map(held).set(id, found))
      }
    }
    ask().catch((error: unknown) => console.error('versions could not be compared', error))
    return () => {
      isOver = true
    }
  }, [key])
  return titles
}
/** So many versions are told by what they changed; the others by their day. */
const MOST = 60
const seen = new Map<string, readonly HunkTitle[]>()
