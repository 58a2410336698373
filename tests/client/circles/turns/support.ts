import { type Facts, factsOf, type Who } from '../../../../client/circles/facts/facts'
import type { CborValue } from '../../../../client/crypto/deterministicCbor'
import { generateSigningKey } from '../../../../client/crypto/ed25519'
import { makeRecord, type VerifiedRecord, verifyRecord } from '../../../../client/crypto/record'
import { afterOf } from '../../../../client/crypto/recordSet'
import { toHex } from '../../../../shared/bytes'
import { peopleNamed } from '../support'

const PLACE = { workspaceId: new Uint8Array(16).fill(1), documentId: new Uint8Array(16).fill(2), keys: { writePublic: new Uint8Array(32) } }
const device = (name: string): Uint8Array => Uint8Array.from(name.padEnd(32, '.'), (letter) => letter.charCodeAt(0))

/** These names, one device each; what every device says counts. */
export const whoOf = (names: readonly string[]): Who => ({ ofDevice: peopleNamed(names).ofDevice, persons: { counts: () => true } })

let made = 0
/** A replica with what it has heard. What stands on it counts as verified; `signed` below goes the whole way. */
export class Replica {
  readonly records = new Map<string, VerifiedRecord>()
  say(name: string, type: string, subject: string, body: CborValue): VerifiedRecord {
    const by = device(name)
    const id = (++made).toString(16).padStart(8, '0').split('').reverse().join('').padEnd(64, '0')
    const record = { ...PLACE, type, subject, body, after: afterOf([...this.records.values()], subject, by), device: by, at: 0, id, bytes: by }
    this.records.set(id, record as unknown as VerifiedRecord)
    return record as unknown as VerifiedRecord
  }
  hear(other: Replica): void {
    for (const [id, record] of other.records) this.records.set(id, record)
  }
  facts(who: Who, turn = 0): Facts {
    const all = [...this.records.values()]
    return factsOf([...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))].reverse(), who)
  }
}

/** A record with real signatures, as it would come in. */
export async function signed(key: ReturnType<typeof generateSigningKey>, type: string, subject: string, body: CborValue, before: readonly VerifiedRecord[]) {
  const content = { ...PLACE, type, subject, body, after: afterOf(before, subject, key.public), device: key.public, at: 0 }
  return makeRecord(content, key.secret)
}
export const verify = (bytes: Uint8Array) => verifyRecord(bytes, PLACE)
export const keysOf = (names: readonly string[]) => {
  const keys = new Map(names.map((name) => [name, generateSigningKey()]))
  const who: Who = {
    ofDevice: (given) => {
      const found = [...keys].find(([, key]) => toHex(key.public) === (typeof given === 'string' ? given : toHex(given)))
      return found ? (peopleNamed(names).members.find(({ name }) => name === found[0]) ?? null) : null
    },
    persons: { counts: () => true },
  }
  return { key: (name: string) => keys.get(name) ?? generateSigningKey(), who }
}
