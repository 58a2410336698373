/** The desk on which copies are compared with their main texts: the engine, in a worker that ends when nobody has asked for a while. */

import { nextChance, whenFetched } from '../../design/whenFetched'
import type { Engine } from './engine'

export interface Ask {
  readonly ask: number
  readonly what: keyof Engine
  readonly values: readonly unknown[]
}
export type Answered = { readonly ask: number; readonly value: unknown } | { readonly ask: number; readonly fault: string }

/** Ms without a question after which the worker goes. */
const IDLE = 60_000

let worker: Worker | null = null
let last = 0
let idle: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<number, { readonly asked: Ask; resolve(value: unknown): void; reject(cause: Error): void }>()

function stop(cause: Error | null): void {
  worker?.terminate()
  worker = null
  for (const { reject } of waiting.values()) reject(cause ?? new Error('the desk was cleared'))
  waiting.clear()
}
function start(): Worker {
  const made = new Worker(new URL('./desk.worker.ts', import.meta.url), { type: 'module', name: 'copies' })
  let hasAnswered = false
  made.onmessage = ({ data }: MessageEvent<Answered>) => {
    hasAnswered = true
    const asked = waiting.get(data.ask)
    waiting.delete(data.ask)
    if ('fault' in data) asked?.reject(new Error(data.fault))
    else asked?.resolve(data.value)
    clearTimeout(idle)
    if (waiting.size === 0) idle = setTimeout(() => stop(null), IDLE)
  }
  made.onerror = (event) => {
    // Without a message the script did not come: what waits is asked again when it may.
    if (hasAnswered || event.message) return stop(new Error(event.message))
    event.preventDefault()
    made.terminate()
    void nextChance().then(() => {
      if (worker !== made) return
      worker = waiting.size > 0 ? start() : null
      for (const { asked } of waiting.values()) worker?.postMessage(asked)
    })
  }
  return made
}

/** Asks the engine, in its worker; where there are no workers (in Node), here. */
export async function ask<K extends keyof Engine>(what: K, ...values: Parameters<Engine[K]>): Promise<ReturnType<Engine[K]>> {
  if (typeof Worker === 'undefined') {
    const { engine } = await whenFetched(() => import('./engine'))
    return (engine[what] as (...given: Parameters<Engine[K]>) => ReturnType<Engine[K]>)(...values)
  }
  clearTimeout(idle)
  worker ??= start()
  const asked: Ask = { ask: ++last, what, values }
  const answer = new Promise<unknown>((resolve, reject) => waiting.set(asked.ask, { asked, resolve, reject }))
  worker.postMessage(asked)
  return answer as Promise<ReturnType<Engine[K]>>
}
