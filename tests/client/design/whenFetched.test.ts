import { afterEach, expect, it, vi } from 'vitest'
import { askAgain, unfetched, whenFetched } from '../../../client/design/whenFetched'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks again when the network is back, and after a while without being told', async () => {
  vi.useFakeTimers()
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  let attempts = 0
  const whole = whenFetched(async () => {
    if (++attempts < 3) throw new TypeError('Failed to fetch dynamically imported module: /assets/part.js')
    return 'here'
  })
  await vi.advanceTimersByTimeAsync(10)
  expect(attempts).toBe(1)
  page.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(10)
  expect(attempts).toBe(2)
  await vi.advanceTimersByTimeAsync(5000)
  expect(await whole).toBe('here')
  expect(attempts).toBe(3)
})

it('says that a part is missing from the first failure until it is here, and asks again at a press', async () => {
  vi.useFakeTimers()
  const told: boolean[] = []
  const end = unfetched.subscribe(() => told.push(unfetched.get()))
  let attempts = 0
  const whole = whenFetched(async () => {
    if (++attempts < 3) throw new TypeError('error loading dynamically imported module: /assets/part.js')
    return 'here'
  })
  await vi.advanceTimersByTimeAsync(1)
  expect([attempts, unfetched.get()]).toEqual([1, true])
  askAgain()
  await vi.advanceTimersByTimeAsync(1)
  expect([attempts, unfetched.get()]).toEqual([2, true])
  askAgain()
  expect(await whole).toBe('here')
  expect(told).toEqual([true, false])
  end()
})

it('throws what went wrong inside a part that came, without asking again', async () => {
  let attempts = 0
  const fault = new TypeError('undefined is not a function')
  await expect(
    whenFetched(async () => {
      attempts++
      throw fault
    }),
  ).rejects.toBe(fault)
  expect(attempts).toBe(1)
})
