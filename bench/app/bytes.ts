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
  const alice = await newPerson(browser, 'Alice')
  await makeWorkspace(alice, server.url.replace('ws', 'http'), 'Bench')
  const document = alice.page.url()
  const tab = await alice.newTab()
  await tab.goto(document)
  await tab.getByRole('textbox', { name: 'The text' }).waitFor()
  const fetched = await tab.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [new URL(name).pathname] : [])),
  )
  await alice.close()
  await browser.close()
  await server.stop()
  removeFolder(folder)
  const isWorker = (file: string) => /worker/.test(file)
  const sum = (files: readonly string[]) => files.reduce((all, file) => all + sizeOf(file), 0)
  const files = [...new Set(fetched)]
  const open = sum(files.filter((file) => !isWorker(file)))
  return [
    { what: 'JavaScript of the first screen, brotli', unit: 'KB', here: first / KB, budget: '<= 130 KB', kept: first <= 130 * KB },
    {
      what: 'JavaScript of an open document, brotli',
      unit: 'KB',
      here: open / KB,
      budget: '<= 270 KB',
      kept: open <= 270 * KB,
      note: `and ${(sum(files.filter(isWorker)) / KB).toFixed(0)} KB in the link's worker`,
    },
  ]
}
