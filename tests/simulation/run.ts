import { LIMITS } from '../../shared/limits'
import { randomFrom } from './random'
import { Unsound } from './unsound'
import { type Operation, operationsOf, optionsOf, type RunOptions, World } from './world'

export const STEPS = 300

/** [S6] Parts of 300 bytes: so that a few keystrokes travel in several. */
export function scaleDown(): void {
  Object.assign(LIMITS, { part: 300 })
}

/** A world of its own, whose chance comes from the seed alone, even that of the cryptography. null = everything held; else what went wrong. */
export async function inWorld(seed: number, options: RunOptions, act: (world: World) => Promise<void>): Promise<string | null> {
  const chance = randomFrom(seed ^ 0xc0de)
  const original = globalThis.crypto.getRandomValues
  globalThis.crypto.getRandomValues = ((array: Uint8Array) => {
    for (let i = 0; i < array.length; i++) array[i] = Math.floor(chance() * 256)
    return array
  }) as typeof original
  const world = new World(seed, options)
  try {
    await world.begin()
    await act(world)
    return null
  } catch (error) {
    if (error instanceof Unsound) return error.message
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    world.end()
    globalThis.crypto.getRandomValues = original
  }
}

/** A whole run. null = everything held; else what went wrong. */
export const run = (seed: number, operations: readonly Operation[] = operationsOf(seed, STEPS)): Promise<string | null> =>
  inWorld(seed, optionsOf(seed), async (world) => {
    for (const operation of operations) await world.step(operation)
    await world.drain()
    await world.verdict()
  })

/** The shortest list of operations found that still fails: pieces are left out as long as it does. */
export async function shrink(seed: number, operations: readonly Operation[], attempts = 200): Promise<readonly Operation[]> {
  let shortest = operations
  let left = attempts
  for (let size = Math.ceil(shortest.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < shortest.length && left > 0; ) {
      const without = [...shortest.slice(0, at), ...shortest.slice(at + size)]
      left--
      if ((await run(seed, without)) !== null) shortest = without
      else at += size
    }
  }
  return shortest
}
