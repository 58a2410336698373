import '../words/later/copies'
import { formatDate } from '../words/formats'
import { t } from '../words/words'
import { documentRoom } from '../workspace/documentRoom'
import { storedHistory } from '../workspace/listHistory'
import { inUse } from '../workspace/listing'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { WaitingItem, WaitingSource } from '../workspace/waiting'
import { titleWords } from '../workspace/who'
import { giveTime, lineagesIn } from './copies'
import { isMine, whoseOf } from './copyWords'
import { endOfDay, isPast, type Lineage } from './lineage'
import { lastOf, settled } from './review/decided'
import { type Offer, offersOf } from './review/offer'

/** Copies whose day has passed, asked of whoever made them: bring them back, take longer, close them. */
export function pastCopiesSource(workspace: OpenWorkspace): WaitingSource {
  const lineages = lineagesIn(workspace)
  const longer = (lineage: Lineage) => giveTime(workspace, lineage, endOfDay(workspace.ground.now(), 14))
  return {
    room: 'copies',
    subscribe: lineages.subscribe,
    get() {
      const people = workspace.people.get()
      const listings = new Map(inUse(workspace.documents.get()).map((listing) => [listing.id, listing]))
      return [...lineages.get().values()].flatMap((lineage): WaitingItem[] => {
        const listing = listings.get(lineage.id)
        if (!listing || !isPast(lineage, workspace.ground.now()) || !people.ofDevice(lineage.by)?.isMe) return []
        const date = formatDate(lineage.until ?? 0)
        return [
          {
            id: `copies:past:${lineage.id}`,
            sign: 'copy',
            title: titleWords(listing.title),
            voice: 'people',
            line: isMine(people, lineage) ? t('copies.wait.pastMine', { date }) : t('copies.wait.past', { who: whoseOf(people, lineage), date }),
            actions: [
              { label: t('copies.wait.open'), to: `/d/${lineage.id}` },
              { label: t('copies.wait.longer'), to: () => longer(lineage) },
            ],
            isTurn: true,
            due: lineage.until,
            order: 5,
          },
        ]
      })
    },
  }
}

/** What was brought back or suggested and nobody has put in yet, for whoever may. Read from records alone: no text is opened for it. */
export function offersSource(workspace: OpenWorkspace): WaitingSource {
  const found = new Map<string, readonly Offer[]>()
  return {
    room: 'offers',
    subscribe(listener) {
      if (!workspace.mayWrite) return () => {}
      const ends = new Map<string, () => void>()
      const look = () => {
        for (const { id } of inUse(workspace.documents.get())) {
          const history = ends.has(id) ? null : storedHistory(workspace, id)
          const room = history && documentRoom(workspace, history.id)
          if (!room) continue
          ends.set(
            id,
            workspace.ground.records.watch(room, (records) => {
              const decided = [...settled(records).values()].map(({ stands }) => stands)
              found.set(
                id,
                [...offersOf(records).values()].filter((offer) => !offer.withdrawn && (lastOf(decided, offer.copy, 'push')?.at ?? -1) < offer.at),
              )
              listener()
            }),
          )
        }
      }
      const end = workspace.documents.subscribe(look)
      look()
      return () => {
        end()
        for (const stop of ends.values()) stop()
      }
    },
    get() {
      const people = workspace.people.get()
      return inUse(workspace.documents.get()).flatMap((listing) =>
        (found.get(listing.id) ?? []).map((offer): WaitingItem => {
          const who = whoseOf(people, offer)
          return {
            id: `copies:offer:${offer.copy}`,
            sign: 'copy',
            title: titleWords(listing.title),
            voice: 'people',
            line: t(offer.kind === 'suggestion' ? 'copies.wait.suggested' : 'copies.wait.back', { who }),
            actions: [{ label: t('copies.wait.look'), to: `/bring-back/${listing.id}/${offer.copy}` }],
            isTurn: false,
            due: null,
            order: 30,
          }
        }),
      )
    },
  }
}
