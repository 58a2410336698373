import type { Browser, Page } from '@playwright/test'
import * as Y from 'yjs'
import { comeIn, openDocument, textOf } from '../../tests/e2e/support/app'
import { newPerson } from '../../tests/e2e/support/person'
import { type ServedPage, servePage } from '../support/page'
import { removeFolder, temporaryFolder, wait } from '../support/processes'
import { median, percentile, type Row } from '../support/report'
import { startRelay } from '../systems/leaderful'
import { startYWebsocket } from '../systems/yWebsocket'
import { keepBusy, type Member, ourMembers, stockMembers } from './company'
import { type Keys, loadNow, p50p95, standIn, typeKeys } from './keys'
import { type LongText, longText, textsBelow } from './longText'
import type { EditorBench } from './page/page'
import { hostWorkspace, launchBrowser } from './people'

declare const bench: EditorBench

/** Twice this many keys for each row: ours and the peer's take turns. */
const TURNS = 2
const KEYS = 24
const SLOWER = 4
const REMOTE = 40
const VIEWPORT = { width: 1280, height: 800 }
const ROOM = 'text'

interface Side {
  readonly page: Page
  readonly members?: readonly Member[]
}
interface Compared {
  readonly here: Keys
  readonly peer: Keys
  readonly load: string
}

async function turn({ page, members }: Side, block: number, slower: number): Promise<Keys> {
  const rest = members ? keepBusy(members, block) : () => {}
  // The first keys are not counted: what comes late from before is done by then.
  await typeKeys(page, 3, slower)
  const keys = await typeKeys(page, KEYS, slower)
  rest()
  await wait(500)
  return keys
}

async function compare(here: Side, peer: Side, block: number, slower = 1): Promise<Compared> {
  const compared: Compared = { here: [], peer: [], load: loadNow() }
  for (let n = 0; n < TURNS; n++) {
    compared.here.push(...(await turn(here, block, slower)))
    compared.peer.push(...(await turn(peer, block, slower)))
  }
  return compared
}

function row(what: string, { here, peer, load }: Compared, name: string, promise?: { readonly times: number; readonly quiet?: string }): Row {
  const ours = percentile(here, 0.95)
  const theirs = percentile(peer, 0.95)
  const ratio = (share: number) => (percentile(here, share) / percentile(peer, share)).toFixed(2)
  return {
    what: `key to paint, 20,000 words, ${what}: p95`,
    unit: 'ms',
    here: ours,
    peers: { [name]: theirs },
    ...(promise ? { budget: `<= ${promise.times} x ${name}${promise.quiet ?? ''}`, kept: ours <= promise.times * theirs } : {}),
    note: `ratio ${ratio(0.5)} / ${ratio(0.95)}; p50 / p95 ${p50p95(here)} against ${p50p95(peer)}; ${here.length} and ${peer.length} keys; ${load}`,
  }
}

async function stockPage(browser: Browser, served: ServedPage): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.goto(served.address)
  await page.waitForFunction(() => 'bench' in globalThis)
  return page
}

/** A key of somebody else, 40 times: what y-tiptap does of it and what our binding does, each in a page without a screen around it. */
async function remoteUpdates(browser: Browser, served: ServedPage, { update, block }: LongText): Promise<Row> {
  const writer = new Y.Doc()
  Y.applyUpdate(writer, update)
  const updates: number[][] = []
  writer.on('update', (bytes: Uint8Array) => updates.push([...bytes]))
  const [text] = textsBelow(writer, block, 1)
  for (let n = 0; n < REMOTE; n++) text?.insert(text.length, 'e')
  const load = loadNow()
  const measure = async (which: 'ours' | 'stock') => {
    const page = await stockPage(browser, served)
    const took = await page.evaluate(([name, state, each]) => bench.remote(name, state, each), [which, [...update], updates] as const)
    await page.close()
    return took
  }
  const here = await measure('ours')
  const stock = await measure('stock')
  return {
    what: 'one remote update into 20,000 words, layout included: p50',
    unit: 'ms',
    here: median(here),
    peers: { 'stock y-tiptap': median(stock) },
    budget: '<= 0.5 x stock y-tiptap',
    kept: median(here) <= 0.5 * median(stock),
    note: `ratio ${(median(here) / median(stock)).toFixed(2)}; p50 / p95 ${p50p95(here)} against ${p50p95(stock)}; ${load}`,
  }
}

/** The app as it is built, with its screens, against editors that have none. */
export async function typing(script: string, app: string, root: string): Promise<Row[]> {
  const long = longText()
  const folder = temporaryFolder()
  const relay = await startRelay(script, folder, { app })
  const served = await servePage('bench/app/page/vite.config.ts')
  const browser = await launchBrowser()
  const rows = [await remoteUpdates(browser, served, long)]

  const host = await hostWorkspace(relay, long)
  const bob = await newPerson(browser, 'Bob', { viewport: VIEWPORT })
  await comeIn(bob, host.link)
  await openDocument(bob.page, long.title)
  await textOf(bob.page).waitFor()
  await standIn(bob.page, long.block)
  const plain = await stockPage(browser, served)
  await plain.evaluate((json) => bench.plain(json), long.json)
  await standIn(plain, long.block)
  const alone = [{ page: bob.page }, { page: plain }, long.block] as const
  rows.push(row('alone', await compare(...alone), 'plain TipTap', { times: 1.1, quiet: ', 22 ms on two quiet cores' }))
  rows.push(row('alone, CPU 4 x slower', await compare(...alone, SLOWER), 'plain TipTap'))
  await plain.close()

  const server = await startYWebsocket(root, null)
  const stock = await stockMembers(server.url, ROOM, long.update)
  const ours = await ourMembers(relay, host)
  const together = await stockPage(browser, served)
  await together.evaluate(([url, name]) => bench.together(url, name), [server.url, ROOM] as const)
  await standIn(together, long.block)
  const load = [{ page: bob.page, members: ours }, { page: together, members: stock }, long.block] as const
  const what = '5 carets, a writer at 10 updates/s, 200 comments'
  rows.push(row(what, await compare(...load), 'stock parts', { times: 0.5, quiet: ', 26 ms on two quiet cores' }))
  rows.push(row(`${what}, CPU 4 x slower`, await compare(...load, SLOWER), 'stock parts', { times: 0.4 }))

  for (const member of [...ours, ...stock]) await member.stop()
  await bob.close()
  await browser.close()
  await host.stop()
  await server.stop()
  await relay.stop()
  served.stop()
  removeFolder(folder)
  return rows
}
