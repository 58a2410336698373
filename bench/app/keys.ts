import os from 'node:os'
import type { Page } from '@playwright/test'
import { wait } from '../support/processes'
import { percentile } from '../support/report'

/** Ms from a key's own time stamp to the paint that shows it (a frame, then a message): real key events, over CDP. */
export type Keys = number[]

declare function paintedKeys(count: number): Promise<number[]>

/** Time for whatever a key leaves behind; nobody types faster for long. */
const PAUSE_MS = 60
/** A page that is too slow to take all keys in this time is given no more; the note says how many there were. */
const MOST_MS = 30_000

/** Puts the caret at the end of a block of the text, and watches keys from now on. */
export async function standIn(page: Page, block: number): Promise<void> {
  await page.locator('.ProseMirror > *').nth(block).click()
  await page.keyboard.press('End')
  await page.evaluate(() => {
    const times: number[] = []
    const waiting = new Set<() => void>()
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            times.push(performance.now() - timeStamp)
            for (const look of waiting) look()
          }
          port2.postMessage(null)
        }),
      { capture: true },
    )
    const painted = (count: number) =>
      new Promise<number[]>((resolve) => {
        const look = () => {
          if (times.length < count) return
          waiting.delete(look)
          resolve(times.splice(0))
        }
        waiting.add(look)
        look()
      })
    Object.assign(globalThis, { paintedKeys: painted })
  })
}

/** @param slower how many times slower the page's CPU is made */
export async function typeKeys(page: Page, count: number, slower = 1): Promise<Keys> {
  await page.bringToFront()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const keys: Keys = []
  const until = Date.now() + MOST_MS
  for (let n = 0; n < count && Date.now() < until; n++) {
    await page.keyboard.press(n % 6 === 5 ? 'Space' : 'e')
    keys.push(...(await page.evaluate(() => paintedKeys(1))))
    await wait(PAUSE_MS)
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await devtools.detach()
  return keys
}

/** What this machine had to do besides, in words for a note. */
export const loadNow = (): string => `load average ${(os.loadavg()[0] ?? Number.NaN).toFixed(1)} on ${os.availableParallelism()} cores`
export const p50p95 = (values: readonly number[]): string => `${percentile(values, 0.5).toFixed(1)} / ${percentile(values, 0.95).toFixed(1)}`
