import { formatAgo } from '../words/formats'
import { t } from '../words/words'
import { inUse } from '../workspace/listing'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { Member } from '../workspace/people'
import type { SeenPeople } from '../workspace/seenPeople'
import type { WaitingItem, WaitingSource } from '../workspace/waiting'
import { nameOf, titleWords, whoTookIt } from '../workspace/who'

/**
 * What waits in a workspace without proposals and circles: a device that asks, words that nobody else has, people who came
 * in, texts that others changed, documents that somebody took away. Later rooms register sources of their own.
 */

interface Watched {
  subscribe(listener: () => void): () => void
}
const together =
  (...stores: readonly Watched[]) =>
  (listener: () => void) => {
    const ends = stores.map((store) => store.subscribe(listener))
    return () => {
      for (const end of ends) end()
    }
  }

export interface UnsentWords {
  readonly count: number
  /** Titles of the documents that they are in. */
  readonly titles: readonly string[]
}

export function unsentSource(unsent: Watched & { get(): UnsentWords | null }, carry: () => void): WaitingSource {
  return {
    room: 'unsent',
    subscribe: unsent.subscribe,
    get() {
      const words = unsent.get()
      if (words === null) return []
      const title = t('home.wait.unsent', { count: words.count })
      const line = t('home.wait.unsentLine', { count: words.count })
      return [
        { id: 'unsent', sign: 'unsent', title, voice: 'app', line, actions: [{ label: t('home.wait.carry'), to: carry }], isTurn: false, due: null, order: 10 },
      ]
    },
  }
}

export function devicesSource(workspace: OpenWorkspace): WaitingSource {
  return {
    room: 'devices',
    subscribe: workspace.people.subscribe,
    get: () =>
      workspace.people.get().asking.map(
        (asking): WaitingItem => ({
          id: `device:${asking.id}`,
          sign: 'device',
          title: t('home.wait.device'),
          voice: 'app',
          line: t('home.wait.deviceLine', { when: formatAgo(asking.at) }),
          actions: [{ label: t('home.wait.deviceDo'), to: '/devices' }],
          isTurn: true,
          due: null,
          order: 0,
        }),
      ),
  }
}

export function newcomersSource(workspace: OpenWorkspace, seen: SeenPeople): WaitingSource {
  const line = (member: Member): string => {
    const when = formatAgo(member.since)
    const inviter = member.invitedBy === null ? null : (workspace.people.get().byId.get(member.invitedBy) ?? null)
    if (inviter === null) return t('workspace.people.joined', { date: when })
    return inviter.isMe ? t('home.wait.newcomerYou', { when }) : t('home.wait.newcomerLine', { inviter: inviter.name, when })
  }
  return {
    room: 'newcomers',
    subscribe: together(workspace.people, seen),
    get: () =>
      seen.newcomers(workspace.people.get()).map(
        (member): WaitingItem => ({
          id: `newcomer:${member.id}`,
          sign: 'newcomer',
          title: t('home.wait.newcomer', { name: member.name }),
          voice: 'app',
          line: line(member),
          actions: [{ label: t('home.wait.seen'), to: () => seen.greet([member.id]) }],
          isTurn: false,
          due: null,
          order: 20,
        }),
      ),
  }
}

export function changesSource(workspace: OpenWorkspace): WaitingSource {
  return {
    room: 'changes',
    subscribe: together(workspace.documents, workspace.people),
    get: () =>
      inUse(workspace.documents.get())
        .filter(({ isChanged }) => isChanged)
        .map((listing, place): WaitingItem => {
          const who = listing.changedBy === null ? null : workspace.people.get().ofAuthor(listing.changedBy)
          const when = formatAgo(listing.changedAt ?? 0)
          return {
            id: `changes:${listing.id}`,
            sign: 'changes',
            title: titleWords(listing.title),
            voice: 'people',
            line: who === null || who.isMe ? t('home.wait.changesSomebody', { when }) : t('home.wait.changes', { name: who.name, when }),
            actions: [{ label: t('home.wait.look'), to: `/d/${listing.id}` }],
            isTurn: false,
            due: null,
            order: 100 + place,
          }
        }),
  }
}

/** A document that somebody took away waits for a decision about this device's copy. */
export function goneSource(workspace: OpenWorkspace): WaitingSource {
  return {
    room: 'gone',
    subscribe: together(workspace.documents, workspace.people),
    get: () =>
      workspace.documents
        .get()
        .filter(({ state }) => state !== 'listed')
        .map((listing): WaitingItem => {
          const who = whoTookIt(workspace.people.get(), listing)
          return {
            id: `gone:${listing.id}`,
            sign: 'removed',
            title: titleWords(listing.title),
            voice: 'people',
            line: listing.state === 'deleted' ? t('home.wait.deletedLine', { name: nameOf(who) }) : t('home.wait.removedLine'),
            actions: [{ label: t('home.wait.removedDo'), to: '/documents/archive' }],
            isTurn: false,
            due: null,
            order: 50,
          }
        }),
  }
}
