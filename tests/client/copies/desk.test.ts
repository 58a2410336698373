import { afterEach, expect, it, vi } from 'vitest'
import type { Ask } from '../../../client/copies/desk/desk'
import type { Source } from '../../../client/copies/desk/engine'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A worker whose script comes or does not. */
class Workbench {
  static made: Workbench[] = []
  static isReachable = false
  onmessage: ((event: { data: unknown }) => void) | null = null
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null = null
  readonly asked: Ask[] = []
  constructor() {
    Workbench.made.push(this)
    if (!Workbench.isReachable) queueMicrotask(() => this.onerror?.({ preventDefault: () => {} }))
  }
  postMessage(asked: Ask) {
    this.asked.push(asked)
    if (Workbench.isReachable) queueMicrotask(() => this.onmessage?.({ data: { ask: asked.ask, value: `answer to ${asked.ask}` } }))
  }
  terminate() {}
}

it('asks again what was asked of a worker whose script did not come', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', Workbench)
  const { ask } = await import('../../../client/copies/desk/desk')
  const answers = Promise.all([ask('text', {} as Source), ask('text', {} as Source)])
  await vi.advanceTimersByTimeAsync(100)
  expect(Workbench.made).toHaveLength(1)
  Workbench.isReachable = true
  await vi.advanceTimersByTimeAsync(5000)
  expect(Workbench.made).toHaveLength(2)
  expect(await answers).toEqual(['answer to 1', 'answer to 2'])
})

it('hands on what broke inside a worker that had come', async () => {
  vi.stubGlobal('Worker', Workbench)
  Workbench.isReachable = false
  Workbench.made = []
  vi.resetModules()
  const { ask } = await import('../../../client/copies/desk/desk')
  const answer = ask('text', {} as Source)
  Workbench.made[0]?.onerror?.({ message: 'out of memory', preventDefault: () => {} })
  await expect(answer).rejects.toThrow('out of memory')
})
