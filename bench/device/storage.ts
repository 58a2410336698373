import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { browserArguments } from '../../tests/e2e/support/browser'
import { median, percentile, type Row } from '../support/report'
import type { Opened, StorageTimes } from './page'

declare function measureStorage(): Promise<StorageTimes>

/** Serves a folder on a port of its own; the page loads nothing else. */
function serve(folder: string): Promise<http.Server> {
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }
  const server = http.createServer((request, response) => {
    const file = path.join(folder, request.url === '/' ? 'index.html' : path.normalize(request.url ?? ''))
    if (!fs.existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
    return fs.createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

/** The device's storage beside y-indexeddb, in a real browser with a real disk. */
export async function storage(pageFolder: string): Promise<Row[]> {
  const server = await serve(pageFolder)
  const executablePath = process.env.CHROMIUM_PATH
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: browserArguments })
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'measureStorage' in globalThis)
  const times = await page.evaluate(() => measureStorage())
  await browser.close()
  server.close()

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
