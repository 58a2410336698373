import type { KeyStore } from '../device/keyStore'
import type { Member, People } from './people'

/** Whom this person has met here: a newcomer waits in the list until greeted. Kept on this device only. */
export interface SeenPeople {
  newcomers(people: People): Member[]
  greet(ids: readonly string[]): Promise<void>
  subscribe(listener: () => void): () => void
}

/** @param since ms: when this person came in; whoever was there before is no newcomer */
export async function openSeenPeople(keys: KeyStore, workspaceId: string, since: number): Promise<SeenPeople> {
  const place = `seen/${workspaceId}`
  let seen = new Set((await keys.get<readonly string[]>(place)) ?? [])
  const listeners = new Set<() => void>()
  return {
    // By their own clock: a member who joined with a clock that runs behind is met without a word, and no harm done.
    newcomers: (people) => people.members.filter((member) => !member.isMe && member.since >= since && !member.devices.some(({ id }) => seen.has(id))),
    async greet(ids) {
      seen = new Set([...seen, ...ids])
      for (const listener of [...listeners]) listener()
      await keys.update<readonly string[]>(place, (held) => [...new Set([...(held ?? []), ...ids])])
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
