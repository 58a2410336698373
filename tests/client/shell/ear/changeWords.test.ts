import { describe, expect, it } from 'vitest'
import type { DocumentKey } from '../../../../client/device/deviceLog'
import { changeWords } from '../../../../client/shell/ear/changeWords'
import type { DocumentListing } from '../../../../client/workspace/listing'
import type { Member } from '../../../../client/workspace/people'

const member = (name: string, isMe = false) =>
  ({ id: name, name, colour: 0, since: 0, isMe, invitedBy: null, cameBy: 'invitation', devices: [], doubtedBy: [] }) as unknown as Member
const alice = member('Alice', true)
const bob = member('Bob')
const people = {
  ofDevice: (device: unknown) => (device === 'bob' || device === 'bob 2' ? bob : device === 'alice' ? alice : null),
  ofAuthor: (author: string) => (author === 'bob' ? bob : author === 'alice' ? alice : null),
}
const now = new Date(2026, 10, 24, 18, 40).getTime()
const listing = (id: string, title: string, changedAt: number, changedBy: string): DocumentListing => ({
  id,
  doc: id as DocumentKey,
  rung: 'edit',
  title,
  sort: 'page',
  state: 'listed',
  archived: false,
  isTemplate: false,
  isPrivate: false,
  goneBy: null,
  goneAt: null,
  changedAt,
  changedBy,
  isChanged: false,
  isNew: false,
  words: 0,
})
const base = { openId: 'open', documents: [], people, since: now - 60_000, now }

describe('who changed what, in words', () => {
  it('names each person once, whatever devices they write on, with the headings; never oneself', () => {
    const here = [
      { device: 'bob', blocks: 2, under: ['Rent'] },
      { device: 'bob 2', blocks: 1, under: ['Rent', 'Money'] },
      { device: 'alice', blocks: 5, under: ['Rent'] },
    ]
    expect(changeWords({ ...base, here })).toEqual(['Since 18:39: Bob changed 3 paragraphs under Rent and Money.'])
  })

  it('says what is not known as somebody, and nothing about a beginning without headings', () => {
    expect(changeWords({ ...base, here: [{ device: null, blocks: 1, under: [null] }] })).toEqual(['Since 18:39: Somebody changed 1 paragraph.'])
  })

  it('takes two announcements at most: this text, and all others', () => {
    const documents = [
      listing('open', 'Homes', now, 'bob'),
      listing('w', 'Winter warmth', now, 'bob'),
      listing('m', 'Mine', now, 'alice'),
      listing('o', 'Old', 0, 'bob'),
    ]
    expect(changeWords({ ...base, documents, here: [] })).toEqual(['Nobody else has changed this text since 18:39.', 'Elsewhere: Winter warmth, by Bob.'])
    expect(changeWords({ ...base, documents, openId: null, here: null })).toEqual(['Since 18:39: Elsewhere: Homes, by Bob; Winter warmth, by Bob.'])
    expect(changeWords({ ...base, here: null, openId: null })).toEqual(['Nobody else has changed anything since 18:39.'])
  })
})
