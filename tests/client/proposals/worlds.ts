import type { CborValue } from '../../../client/crypto/deterministicCbor'
import { generateSigningKey } from '../../../client/crypto/ed25519'
import { makeRecord, type RecordContent, type RecordId, recordIdBytes, type VerifiedRecord, verifyRecord } from '../../../client/crypto/record'
import { afterOf } from '../../../client/crypto/recordSet'
import { proposalsOf, type ReadRound } from '../../../client/proposals/facts/read'
import { toHex } from '../../../shared/bytes'
import { peopleNamed } from '../circles/support'
import type { ModelRound } from './decisionModel'

/** People with devices, who decide about one round apart and together; each replica has what it was brought. Signatures are real throughout. */
const writing = generateSigningKey()
export const PLACE = { workspaceId: new Uint8Array(16).fill(1), documentId: new Uint8Array(16).fill(2), keys: { writePublic: writing.public } }
export const DOCUMENT = 'd0'.repeat(16)

type Key = ReturnType<typeof generateSigningKey>
export interface Device {
  readonly name: string
  readonly person: string
  readonly key: Key
}
const made = (name: string, person: string): Device => ({ name, person, key: generateSigningKey() })

/** mallory is a member and not on the roster; trudy is nobody's. */
export const DEVICES: readonly Device[] = [
  made("alice's phone", 'alice'),
  made("alice's laptop", 'alice'),
  made("bob's phone", 'bob'),
  made("carol's phone", 'carol'),
  made("carol's laptop", 'carol'),
  made("mallory's phone", 'mallory'),
  made("trudy's phone", 'trudy'),
]
const members = peopleNamed(['alice', 'bob', 'carol', 'mallory'])
const byKey = new Map(DEVICES.map((device) => [toHex(device.key.public), device]))
const memberOf = (device: string | Uint8Array) => {
  const name = byKey.get(typeof device === 'string' ? device : toHex(device))?.person
  return members.members.find((member) => member.name === name) ?? null
}
export const WHO = { ofDevice: memberOf, persons: { counts: () => true } }
export const personOf = (device: string): string | null => memberOf(device)?.id ?? null
export const idOf = (name: string): string => members.members.find((member) => member.name === name)?.id ?? ''
export const deviceNamed = (name: string): Device => DEVICES.find((device) => device.name === name) ?? DEVICES[0] ?? made('', '')
export const keysOf = (...names: readonly string[]): Uint8Array[] => names.flatMap((name) => DEVICES.find(({ person }) => person === name)?.key.public ?? [])

export class Replica {
  readonly records = new Map<string, VerifiedRecord>()
  /** The one door: what does not verify for this place is not here. */
  async take(bytes: Uint8Array): Promise<boolean> {
    const checked = await verifyRecord(bytes, PLACE)
    if (checked.ok) this.records.set(checked.value.id, checked.value)
    return checked.ok
  }
  async say(
    device: Device,
    saying: Pick<RecordContent, 'type' | 'subject' | 'body'>,
    more: { readonly at?: number; readonly leavesOut?: (id: RecordId) => boolean } = {},
  ) {
    const { at = 0, leavesOut = () => false } = more
    const after = afterOf([...this.records.values()], saying.subject, device.key.public).filter((id) => !leavesOut(id))
    const record = await makeRecord(
      { ...PLACE, ...saying, after, device: device.key.public, at },
      device.key.secret,
      saying.type === 'roster' ? writing.secret : null,
    )
    await this.take(record.bytes)
    return record
  }
  hear(other: Replica, hears: (id: string) => boolean = () => true): void {
    for (const [id, record] of other.records) if (hears(id)) this.records.set(id, record)
  }
  /** In whatever order. */
  round(turn = 0): ReadRound | null {
    const all = [...this.records.values()]
    const at = turn % (all.length + 1)
    return (
      proposalsOf([...all.slice(at), ...all.slice(0, at)].reverse(), WHO)
        .proposals.get(DOCUMENT)
        ?.rounds.at(-1) ?? null
    )
  }
}

export interface Opening {
  readonly method?: string
  readonly closes?: number
  readonly more?: Readonly<Record<string, CborValue>>
}
/** A replica on which alice proposed and opened a round: alice and bob decide, carol is impacted. */
export async function opened({ method = 'consent', closes = 100, more = {} }: Opening = {}): Promise<{ replica: Replica; round: ModelRound }> {
  const replica = new Replica()
  const alice = deviceNamed("alice's phone")
  const subject = `proposal/${DOCUMENT}`
  await replica.say(alice, { type: 'proposal', subject, body: { sentence: 'We lend the heaters.', circle: null, main: null, copy: null, bid: null } })
  const body = {
    ...{ step: 'decision', method, closes, version: new Uint8Array(32).fill(7), offer: null, group: '', advisory: false },
    ...{ decide: keysOf('alice', 'bob'), impacted: keysOf('carol'), responsible: [], ...more },
  }
  const { id } = await replica.say(alice, { type: 'round', subject, body })
  const roster = ['alice', 'bob', 'carol'].map(idOf)
  return { replica, round: { id, by: idOf('alice'), method, roster, owed: [idOf('carol')], closes } }
}
export const position = (round: string, choice: string, more: Readonly<Record<string, CborValue>> = {}) => ({
  ...{ type: 'position', subject: `round/${round}`, body: { choice, why: '', whom: '', before: '', words: '', ...more } },
})
export const closing = (round: string, outcome: string, cut: readonly RecordId[], tried: readonly CborValue[] = []) => ({
  ...{ type: 'closing', subject: `round/${round}`, body: { outcome, cut: cut.map(recordIdBytes), tried } },
})
export const witnessed = (round: string, about: string, choice: string, medium = 'paper') => ({
  ...{ type: 'witnessed', subject: `round/${round}`, body: { person: keysOf(about)[0] ?? null, choice, medium, when: 5, why: '', whom: '' } },
})
export const roster = (round: string, about: string, as: string | null, why = 'she has the keys') => ({
  ...{ type: 'roster', subject: `round/${round}`, body: { person: keysOf(about)[0] ?? null, as, why } },
})
