import { LIMITS } from '../../shared/limits'
import { inWorld } from './run'
import { StateKey } from './stateKey'
import { Unsound } from './unsound'
import type { Wire } from './wire'
import type { World } from './world'

const OPTIONS = { relays: 1, devices: 2, malice: 'none', isTampering: false, isFlaky: false, isFlakyForEver: false, isLonely: false } as const
/** What goes wrong; each at most so many times in one course. */
export interface Faults {
  readonly cut: number
  readonly crash: number
  readonly kill: number
  /** All together. */
  readonly together: number
}
type Act = 'edit' | 'up' | 'down' | 'fsync' | keyof Omit<Faults, 'together'>
/** Whom it befalls is a device; -1 the relay. */
export interface Step {
  readonly act: Act
  readonly d: number
}
const isFault = (act: Act): act is 'cut' | 'crash' | 'kill' => act === 'cut' || act === 'crash' || act === 'kill'

export interface Explored {
  readonly states: number
  /** Steps from one state to another, all of them. */
  readonly steps: number
  /** Ends, each drained and judged. */
  readonly ends: number
  readonly failures: readonly string[]
}

/**
 * Two devices, a relay and some edits (how many for each device) in every order of storing, sending, receiving, fsync, acknowledging, cut, crash
 * and kill, depth first. The real code cannot be copied in the middle, so a course is run from its start; where two
 * courses come to equal states the second one ends.
 */
export async function exploreSmallScope(edits: readonly number[], faults: Faults): Promise<Explored> {
  const part = LIMITS.part
  Object.assign(LIMITS, { part: 64 * 1024 })
  const explorer = new Explorer(edits, faults)
  try {
    return await explorer.explore()
  } finally {
    Object.assign(LIMITS, { part })
  }
}

class Explorer {
  readonly #seen = new Set<string>()
  readonly #open: Step[][] = [[]]
  readonly #failures: string[] = []
  #steps = 0
  #ends = 0

  constructor(
    readonly edits: readonly number[],
    readonly faults: Faults,
  ) {}

  async explore(): Promise<Explored> {
    for (let path = this.#open.pop(); path && this.#failures.length === 0; path = this.#open.pop()) {
      const taken = [...path]
      const wrong = await inWorld(1, OPTIONS, (world) => this.#follow(new Course(world, this.edits), taken))
      if (wrong) this.#failures.push(`${taken.map(({ act, d }) => `${act}${d < 0 ? '' : d}`).join(' ')}: ${wrong}`)
    }
    return { states: this.#seen.size, steps: this.#steps, ends: this.#ends, failures: this.#failures }
  }
  /** Goes the given way, then on and on with what comes first, and puts aside what else could have been done. */
  async #follow(course: Course, path: Step[]): Promise<void> {
    await course.begin()
    for (const step of path) await course.take(step)
    for (;;) {
      if (path.length > 0) this.#steps++
      const key = await course.key()
      if (this.#seen.has(key)) return
      this.#seen.add(key)
      const choices = course.choices(this.faults)
      const [first, ...others] = choices
      for (const other of others) this.#open.push([...path, other])
      if (choices.every(({ act }) => isFault(act))) {
        // Nothing is left to do. What may still go wrong has a course of its own.
        if (first) this.#open.push([...path, first])
        this.#ends++
        return course.judge()
      }
      if (!first) return
      path.push(first)
      await course.take(first)
    }
  }
}

/** One order of things in one world. */
class Course {
  readonly #key: StateKey
  readonly #edits: number[]
  readonly #faults = { cut: 0, crash: 0, kill: 0 }
  #tabs = 0
  #letters = 0

  constructor(
    readonly world: World,
    edits: readonly number[],
  ) {
    this.#edits = [...edits]
    this.#key = new StateKey(world)
  }
  /** Everybody is connected and caught up, the room is made. */
  async begin(): Promise<void> {
    const { relays, devices, time } = this.world
    for (const relay of relays) relay.isPrompt = true
    for (let i = 0; i < 12; i++) {
      await time.pass(200)
      for (const device of devices) for (const wire of this.#wires(device.number)) while (wire.deliver(true)) await time.settle()
    }
    for (const relay of relays) relay.isPrompt = false
    this.#nameTabs()
    this.#key.restart()
  }
  /** Clients of the texts are told apart by device and window, the same in every course. */
  #nameTabs(): void {
    for (const { tabs, number } of this.world.devices) for (const { doc } of tabs) if (doc.clientID > 1000) doc.clientID = 10 * (number + 1) + this.#tabs++
  }
  #wires(d: number): Wire[] {
    return (this.world.devices[d]?.tabs ?? []).flatMap(({ links }) => links.flatMap(({ wire }) => (wire?.isOpen ? [wire] : [])))
  }

  choices({ together, ...most }: Faults): Step[] {
    const { devices, relays } = this.world
    const steps: Step[] = []
    for (const { number: d } of devices) {
      const wires = this.#wires(d)
      if ((this.#edits[d] ?? 0) > 0) steps.push({ act: 'edit', d })
      if (wires.some((wire) => !wire.isGreeted || wire.up.length > 0)) steps.push({ act: 'up', d })
      if (wires.some((wire) => wire.isGreeted && wire.down.length > 0)) steps.push({ act: 'down', d })
    }
    if (relays.some(({ isWriting }) => isWriting)) steps.push({ act: 'fsync', d: -1 })
    const used = this.#faults.cut + this.#faults.crash + this.#faults.kill
    if (used >= together) return steps
    for (const { number: d } of devices) {
      if (this.#faults.cut < most.cut && this.#wires(d).length > 0) steps.push({ act: 'cut', d })
      if (this.#faults.kill < most.kill) steps.push({ act: 'kill', d })
    }
    if (this.#faults.crash < most.crash) steps.push({ act: 'crash', d: -1 })
    return steps
  }
  async take({ act, d }: Step): Promise<void> {
    const { devices, relays, time } = this.world
    const device = devices[d]
    const tab = device?.tabs[0]
    if (isFault(act)) this.#faults[act]++
    if (act === 'edit' && tab) {
      this.#edits[d] = (this.#edits[d] ?? 0) - 1
      const letter = String.fromCharCode(97 + this.#letters++)
      tab.doc.transact(() => tab.doc.getText('text').insert(0, letter), 'typed')
      void tab.store()
    } else if (act === 'up') for (const wire of this.#wires(d)) this.#key.deliver(wire, 'up')
    else if (act === 'down') for (const wire of this.#wires(d)) this.#key.deliver(wire, 'down')
    else if (act === 'fsync') for (const relay of relays) relay.fsync()
    else if (act === 'cut') for (const wire of this.#wires(d)) wire.cut()
    else if (act === 'crash') for (const relay of relays) relay.crash()
    else if (act === 'kill' && device && tab) void device.kill(tab)
    await time.settle()
    // What waits for its tenth of a second goes; and after a fault it is dialled again.
    await time.pass(isFault(act) ? 3_000 : 150)
    if (act === 'kill') this.#nameTabs()
    if (act === 'up' || act === 'down') for (const each of devices[d]?.tabs ?? []) await each.refresh()
  }
  key(): Promise<string> {
    return this.#key.now([this.#edits, this.#faults])
  }
  async judge(): Promise<void> {
    const { world } = this
    await world.drain()
    await world.verdict()
    for (const { tabs, number } of world.devices) {
      const text = tabs[0]?.doc.getText('text').toString() ?? ''
      if (text.length !== this.#letters || new Set(text).size !== text.length)
        throw new Unsound(`device ${number} shows ${text} after ${this.#letters} letters`)
    }
  }
}
