import type { Who } from '../client/circles/facts/facts'
import type { CborValue } from '../client/crypto/deterministicCbor'
import { type RecordId, recordIdBytes, type VerifiedRecord } from '../client/crypto/record'
import { proposalsOf } from '../client/proposals/facts/read'
import { toHex } from '../shared/bytes'
import { median, type Row } from './support/report'

/** What five rounds of 200 people come to, each of whom had read all that was said before: from their verified records, as a screen does it after each one. */

const PEOPLE = 200
const ROUNDS = 5
const TIMES = 15
const VERDICT_MS = 20

const PROPOSAL_SUBJECT = `proposal/${'d0'.repeat(16)}`
const PLACE = { workspaceId: new Uint8Array(16), documentId: new Uint8Array(16), bytes: new Uint8Array(0) }
const devices = Array.from({ length: PEOPLE }, (_, at) => new Uint8Array(32).fill(1).fill(at + 1, 30, 31))
const known = new Set(devices.map(toHex))
const idOf = (device: string | Uint8Array): string => (typeof device === 'string' ? device : toHex(device))
const WHO = {
  ofDevice: (device: string | Uint8Array) => (known.has(idOf(device)) ? { id: idOf(device) } : null),
  persons: { counts: () => true },
} as unknown as Who

let made = 0
function record(by: number, type: string, subject: string, body: CborValue, after: readonly RecordId[]): VerifiedRecord {
  const id = (++made * 0x9e3779b1).toString(16).slice(-8).padStart(64, '0') as RecordId
  return { ...PLACE, id, type, subject, body, after, device: devices[by], at: 0 } as unknown as VerifiedRecord
}

function recordsOfMany(): VerifiedRecord[] {
  const records = [record(0, 'proposal', PROPOSAL_SUBJECT, { sentence: 'We lend the heaters.', circle: null, main: null, copy: null, bid: null }, [])]
  for (let at = 0; at < ROUNDS; at++) {
    const round = record(
      ...([0, 'round', PROPOSAL_SUBJECT] as const),
      {
        ...{ step: 'decision', method: 'consent', closes: 0, version: new Uint8Array(32), group: '', advisory: false },
        ...{ decide: devices, impacted: devices.slice(0, 20), responsible: devices.slice(0, 5) },
      },
      records.filter(({ subject }) => subject === PROPOSAL_SUBJECT).flatMap(({ id }) => id),
    )
    records.push(round)
    const subject = `round/${round.id}`
    let last: RecordId[] = []
    const cut: Uint8Array[] = []
    for (let by = 0; by < PEOPLE; by++) {
      const said = record(
        by,
        'position',
        subject,
        { choice: by % 9 === 0 ? 'concern' : 'consent', why: 'I can work with this.', whom: '', before: '', words: '' },
        last,
      )
      records.push(said)
      cut.push(recordIdBytes(said.id))
      last = [said.id]
    }
    records.push(record(0, 'closing', subject, { outcome: 'adopted', cut, tried: [] }, last))
  }
  return records
}

export async function decisionsOfMany(): Promise<Row[]> {
  const records = recordsOfMany()
  const times = Array.from({ length: TIMES }, () => {
    const from = performance.now()
    const [proposal] = proposalsOf(records, WHO).proposals.values()
    const took = performance.now() - from
    if (proposal?.rounds.filter(({ verdict }) => verdict.state === 'closed').length !== ROUNDS) throw new Error('not every round is closed')
    return took
  })
  const here = median(times)
  const what = `the verdict of ${PEOPLE} people x ${ROUNDS} rounds, from ${records.length} records`
  return [{ what, unit: 'ms', here, budget: `<= ${VERDICT_MS} ms`, kept: here <= VERDICT_MS, note: '' }]
}
