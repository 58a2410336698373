import { chromium } from '@playwright/test'
import { browserArguments } from '../../tests/e2e/support/browser'
import { servePage } from '../support/page'
import { median, percentile, type Row } from '../support/report'
import type { Opened, StorageTimes } from './page'

declare function measureStorage(): Promise<StorageTimes>

/** The device's storage beside y-indexeddb, in a real browser with a real disk. */
export async function storage(): Promise<Row[]> {
  const served = await servePage('bench/device/vite.config.ts')
  const executablePath = process.env.CHROMIUM_PATH
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: browserArguments })
  const page = await browser.newPage()
  await page.goto(served.address)
  await page.waitForFunction(() => 'measureStorage' in globalThis)
  const times = await page.evaluate(() => measureStorage())
  await browser.close()
  served.stop()

  const opening = (what: string, { here, peer }: Opened): Row => ({
    what: `device storage, opening the 260k-keystroke trace: ${what}`,
    unit: 'ms',
    here: median(here),
    peers: { 'y-indexeddb': median(peer) },
    budget: '<= 1.0 x y-indexeddb',
    kept: median(here) <= median(peer),
  })
  return [
    opening('compacted', times.compacted),
    opening('as 500 updates', times.as500),
    opening('compacted and 499 keystrokes', times.with499),
    {
      what: 'an update for each of 200 closed documents, durable',
      unit: 'ms',
      here: median(times.closed),
      budget: '<= 50 ms',
      kept: median(times.closed) <= 50,
    },
    {
      what: 'a keystroke until it is durable on the device: p50',
      unit: 'ms',
      here: median(times.appendOut),
      note: `p95 ${percentile(times.appendOut, 0.95).toFixed(1)} ms`,
    },
  ]
}
