import { afterEach, expect, it, vi } from 'vitest'
import { whenFetched } from '../../../client/design/whenFetched'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks again when the network is back, and after a while without being told', async () => {
  vi.useFakeTimers()
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  let attempts = 0
  const whole = whenFetched(async () => {
    if (++attempts < 3) throw new TypeError('failed to fetch')
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
