import fs from 'node:fs'
import path from 'node:path'
import { makeWorkspace } from '../../tests/e2e/support/app'
import { newPerson } from '../../tests/e2e/support/person'
import { removeFolder, temporaryFolder } from '../support/processes'
import type { Row } from '../support/report'
import { startRelay } from '../systems/leaderful'
import { launchBrowser } from './people'

const KB = 1000

/** JavaScript as it goes over the wire, brotli: what the page names itself, and what a browser fetches for an open text. */
export async function bytes(script: string, app: string): Promise<Row[]> {
  const sizeOf = (file: string) => fs.statSync(fs.existsSync(path.join(app, `${file}.br`)) ? path.join(app, `${file}.br`) : path.join(app, file)).size
  const page = fs.readFileSync(path.join(app, 'index.html'), 'utf8')
  const first = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].reduce((sum, [, file = '']) => sum + sizeOf(file), 0)

  const folder = temporaryFolder()
  const server = await startRelay(script, folder, { app })
  const browser = await launchBrowser()
  const alice = await newPerson(browser, 'Alice', { serviceWorkers: 'block' })
  await makeWorkspace(alice, server.url.replace('ws', 'http'), 'Bench')
  const document = alice.page.url()
  const before = alice.wire.requests.length
  const tab = await alice.newTab()
  await tab.goto(document)
  await tab.getByRole('textbox', { name: 'The text' }).waitFor()
  const fetched = await tab.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [new URL(name).pathname] : [])),
  )
  const worker = alice.wire.requests.slice(before).find((request) => /worker.*\.js$/.test(request))
  await alice.close()
  await browser.close()
  await server.stop()
  removeFolder(folder)
  const open = [...new Set(fetched)].filter((file) => !/worker/.test(file)).reduce((sum, file) => sum + sizeOf(file), 0)
  const workerFile = worker?.replace(/^GET https?:\/\/[^/]+/, '')
  return [
    { what: 'JavaScript of the first screen, brotli', unit: 'KB', here: first / KB, budget: '<= 130 KB', kept: first <= 130 * KB },
    {
      what: 'JavaScript of an open document, brotli',
      unit: 'KB',
      here: open / KB,
      budget: '<= 270 KB',
      kept: open <= 270 * KB,
      note: workerFile === undefined ? '' : `and ${(sizeOf(workerFile) / KB).toFixed(0)} KB in the link's worker`,
    },
  ]
}
