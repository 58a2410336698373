import { inWorld } from './run'
import { Unsound } from './unsound'
import type { Operation, OperationName, World } from './world'

/** Nobody hostile, one relay, nothing else that goes wrong. */
const OPTIONS = { relays: 1, malice: 'none', isTampering: false, isFlaky: false, isFlakyForEver: false, isLonely: false } as const

/** One whole session of device 0, with the others coming by: links begun, typed, stored, sent, received, recorded, forgotten, compacted. */
const SESSION: readonly (readonly [OperationName | 'letter', number])[] = [
  ['steal', 0],
  ['letter', 0],
  ['store', 0],
  ['round', 0],
  ['letter', 0],
  ['letter', 0],
  ['store', 0],
  ['fsync', 0],
  ['round', 0],
  ['letter', 1],
  ['store', 1],
  ['round', 1],
  ['round', 0],
  ['record', 0],
  ['round', 0],
  ['compact', 0],
  ['letter', 0],
  ['store', 0],
  ['cut', 0],
  ['wait', 0],
  ['round', 0],
  ['round', 0],
  ['forget', 0],
  ['round', 0],
  ['letter', 1],
  ['store', 1],
  ['round', 1],
  ['round', 0],
  ['compact', 0],
  ['round', 0],
]

/** Its beginning alone: too few frames for any snapshot, so what this device has lost stays lost. */
const UNHEALED = SESSION.slice(
  0,
  SESSION.findIndex(([op]) => op === 'record'),
)

export interface Killings {
  /** Transactions of device 0 in an undisturbed session. */
  readonly transactions: number
  readonly failures: readonly string[]
}

/**
 * The same sessions again and again: the tab dies before its n-th transaction, and just after it, for every n; until so
 * many have failed.
 */
export async function killAtEachTransaction(mostFailures = Number.POSITIVE_INFINITY): Promise<Killings> {
  const failures: string[] = []
  let transactions = 0
  for (const acts of [SESSION, UNHEALED])
    for (const afterCommit of [false, true])
      for (let n = 0, died = true; died && failures.length < mostFailures; n++) {
        const session = new Session(acts, n, afterCommit)
        const wrong = await inWorld(1, OPTIONS, (world) => session.in(world))
        if (wrong) failures.push(`killed ${afterCommit ? 'after' : 'before'} transaction ${n} of ${acts.length} acts: ${wrong}`)
        died = session.died
        transactions = Math.max(transactions, n)
      }
  return { transactions, failures }
}

class Session {
  died = false
  #letters = 0

  constructor(
    readonly acts: typeof SESSION,
    readonly transaction: number,
    readonly afterCommit: boolean,
  ) {}

  async in(world: World): Promise<void> {
    const [first] = world.devices
    const tab = first?.tabs[0]
    if (!first || !tab) throw new Unsound('nobody is there')
    world.killAfter(first, tab, this.transaction, this.afterCommit, () => {
      this.died = true
    })
    for (const [i, [op, d]] of this.acts.entries()) {
      if (op === 'letter') this.#type(world, d)
      else await world.step({ op, d, t: 0, relay: 0, r: i } satisfies Operation)
    }
    await world.drain()
    await world.verdict()
    this.#checkLetters(world)
  }
  /** Each letter once: whatever stands there twice was doubled. */
  #type(world: World, d: number): void {
    const doc = world.devices[d]?.tabs[0]?.doc
    const letter = String.fromCharCode(97 + this.#letters++)
    doc?.transact(() => doc.getText('text').insert(0, letter), 'typed')
  }
  #checkLetters(world: World): void {
    for (const { tabs, number } of world.devices) {
      const text = tabs[0]?.doc.getText('text').toString() ?? ''
      if (new Set(text).size !== text.length) throw new Unsound(`device ${number} has something twice: ${text}`)
    }
  }
}
