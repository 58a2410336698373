import { afterEach, describe, expect, it, vi } from 'vitest'
import { registerServiceWorker } from '../../../client/shell/serviceWorker'

/** A browser's side of it, as far as it is used. */
function container(options: { waiting?: boolean; controlled?: boolean; refuses?: boolean }) {
  const posted: unknown[] = []
  const listeners = new Map<string, () => void>()
  const registration = {
    waiting: options.waiting ? { postMessage: (message: unknown) => void posted.push(message) } : null,
    installing: null,
    addEventListener: () => undefined,
    update: () => Promise.resolve(),
  }
  const made = {
    controller: options.controlled ? {} : null,
    register: () => (options.refuses ? Promise.reject(new Error('no')) : Promise.resolve(registration)),
    addEventListener: (name: string, listener: () => void) => void listeners.set(name, listener),
  }
  return { posted, listeners, container: made as unknown as ServiceWorkerContainer }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

afterEach(() => vi.unstubAllGlobals())

describe('a newer version of the app', () => {
  const stub = () => {
    const reload = vi.fn()
    vi.stubEnv('DEV', false)
    vi.stubGlobal('window', { location: { reload } })
    vi.stubGlobal('setInterval', () => 0)
    return reload
  }
  it('asks, and never opens the page again by itself', async () => {
    const reload = stub()
    const browser = container({ waiting: true, controlled: true })
    const update = registerServiceWorker(browser.container)
    await turn()
    expect(update.isWaiting.get()).toBe(true)
    expect(browser.posted).toEqual([])
    browser.listeners.get('controllerchange')?.()
    expect(reload).not.toHaveBeenCalled()
  })
  it('is taken when a person says so, in this tab, once', async () => {
    const reload = stub()
    const browser = container({ waiting: true, controlled: true })
    const update = registerServiceWorker(browser.container)
    await turn()
    update.take()
    expect(browser.posted).toEqual(['skip waiting'])
    browser.listeners.get('controllerchange')?.()
    browser.listeners.get('controllerchange')?.()
    expect(reload).toHaveBeenCalledTimes(1)
  })
  it('is no news at the very first time', async () => {
    stub()
    const update = registerServiceWorker(container({ waiting: true, controlled: false }).container)
    await turn()
    expect(update.isWaiting.get()).toBe(false)
  })
  it('is done without where the browser has none', async () => {
    stub()
    const update = registerServiceWorker(container({ refuses: true }).container)
    await turn()
    expect(update.isWaiting.get()).toBe(false)
  })
})
