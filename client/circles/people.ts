import type { People } from '../workspace/people'
import type { Chart, ChartPerson } from './chart/chart'
import type { Holding, Roll } from './chart/roll'

/** Everybody that the workspace or its chart knows (pure). */

/** Members in the order of joining, I first; then whoever is on the chart by name. */
export function knownPeople(chart: Chart, people: People, roll: Roll): Holding[] {
  const members = [...people.members].sort((a, b) => Number(b.isMe) - Number(a.isMe))
  const found = [
    ...members.map((member): Holding => ({ key: member.id, name: member.name, colour: member.colour, member, isMe: member.isMe })),
    ...[...chart.people.values()].filter(({ off }) => !off).map(({ id }) => roll.holdingOf({ kind: 'name', person: id })),
  ]
  return [...new Map(found.map((who) => [who.key, who])).values()]
}

const plain = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()

/** [R7] Whether another member than whoever claims a name has said that it is theirs: nobody confirms themself. */
function isConfirmed({ claimedBy, confirmedBy }: ChartPerson, people: People): boolean {
  const [claims, confirms] = [claimedBy, confirmedBy].map((device) => (device === null ? null : people.ofDevice(device)))
  return Boolean(claims && confirms && claims.id !== confirms.id)
}

/** [R7] Names on the chart that may be whoever just came in: nobody has claimed them, or another has whom nobody confirmed. */
export const mayBeMe = (chart: Chart, people: People, refused: ReadonlySet<string>): ChartPerson[] =>
  people.me === null
    ? []
    : [...chart.people.values()].filter((person) => {
        const { id, name, off, claimedBy } = person
        const isMine = claimedBy !== null && people.ofDevice(claimedBy)?.isMe === true
        return !off && !isMine && !isConfirmed(person, people) && !refused.has(id) && plain(name) === plain(people.me?.name ?? '')
      })

/** [R7] Claims of others that nobody else has confirmed. */
export const toConfirm = (chart: Chart, people: People, refused: ReadonlySet<string>): ChartPerson[] =>
  [...chart.people.values()].filter((person) => {
    const claims = person.claimedBy === null ? null : people.ofDevice(person.claimedBy)
    return !person.off && claims !== null && !claims.isMe && !isConfirmed(person, people) && !refused.has(`${person.id}/${claims.id}`)
  })
