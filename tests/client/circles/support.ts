import fc from 'fast-check'
import * as Y from 'yjs'
import type { Member, People } from '../../../client/workspace/people'
import { toHex } from '../../../shared/bytes'

/** A device key of somebody by name, hex. */
export const deviceOf = (name: string): string => toHex(new TextEncoder().encode(name.padEnd(32, '.')).slice(0, 32))

const member = (name: string, colour: number, me: string): Member => ({
  id: deviceOf(name),
  name,
  colour,
  since: colour,
  isMe: name === me,
  invitedBy: null,
  cameBy: 'began it',
  devices: [],
  doubtedBy: [],
})

/** A workspace of these members, one device each. */
export function peopleNamed(names: readonly string[], me = names[0] ?? ''): People {
  const members = names.map((name, colour) => member(name, colour, me))
  const byId = new Map(members.map((one) => [one.id, one]))
  const ofDevice = (device: string | Uint8Array) => byId.get(typeof device === 'string' ? device : toHex(device)) ?? null
  return { members, byId, me: members.find(({ isMe }) => isMe) ?? null, ofDevice } as unknown as People
}

/** Several devices on one document; each has seen what `meet` brought it. */
export class Devices {
  readonly docs: readonly Y.Doc[]
  constructor(count: number, seed: Y.Doc = new Y.Doc()) {
    this.docs = Array.from({ length: count }, () => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(seed))
      return doc
    })
  }
  meet(a: number, b: number): void {
    const [one, other] = [this.docs[a % this.docs.length], this.docs[b % this.docs.length]]
    if (!one || !other || one === other) return
    const [toOther, toOne] = [Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)), Y.encodeStateAsUpdate(other, Y.encodeStateVector(one))]
    Y.applyUpdate(other, toOther)
    Y.applyUpdate(one, toOne)
  }
  meetAll(): void {
    for (let round = 0; round < 2; round++) for (let at = 1; at < this.docs.length; at++) this.meet(0, at)
  }
}

export const small = fc.integer({ min: 0, max: 1_000_000 })
