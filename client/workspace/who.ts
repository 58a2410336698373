import type { PersonLook } from '../design/people/person'
import { t } from '../words/words'
import type { DocumentListing } from './listing'
import type { Member, People } from './people'
import type { HerePerson } from './presence'

/** People as the screens draw and name them (pure, apart from the catalogue). */

export const titleWords = (title: string): string => (title === '' ? t('workspace.untitled') : title)

export const nameOf = (member: Member | null): string => (member === null ? t('workspace.somebody') : member.isMe ? t('workspace.you') : member.name)

/** The same in the middle of a sentence. */
export const nameInside = (member: Member | null): string =>
  member === null ? t('workspace.somebodyInside') : member.isMe ? t('workspace.youInside') : member.name

/** Who took it off the list: a device key (deleted) or an author (vanished). */
export const whoTookIt = (people: People, listing: DocumentListing): Member | null =>
  listing.goneBy === null ? null : listing.state === 'deleted' ? people.ofDevice(listing.goneBy) : people.ofAuthor(listing.goneBy)

export interface PersonIn extends PersonLook {
  readonly id: string
}

/** Who has this document open now, without me. */
export const whoIsIn = (here: readonly HerePerson[], documentId: string): PersonIn[] =>
  here.filter(({ at, isMe }) => !isMe && at.includes(documentId)).map(({ id, name, colour }) => ({ id, name, colour, here: true }))
