import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { comeIn, expectReadyOffline, openDocument, textOf } from '../../tests/e2e/support/app'
import { browserArguments } from '../../tests/e2e/support/browser'
import { removeFolder, temporaryFolder, wait } from '../support/processes'
import { median, type Row } from '../support/report'
import { startRelay } from '../systems/leaderful'
import { loadNow } from './keys'
import { longText } from './longText'
import { hostWorkspace } from './people'

/** Ms after the navigation at which the first words stood painted on the screen, and the editor that takes keys. */
interface Opened {
  readonly text: number
  readonly editor: number
}
declare const opened: Promise<Opened>

const WARM = 5
const COLD = 3

/** One browser after another on the same profile. */
async function startBrowser(profile: string, beginning: string): Promise<BrowserContext> {
  const executablePath = process.env.CHROMIUM_PATH
  const options = { args: browserArguments, viewport: { width: 1280, height: 800 } }
  const context = await chromium.launchPersistentContext(profile, { ...options, ...(executablePath ? { executablePath } : {}) })
  await context.addInitScript((words) => {
    const times = new Promise<Opened>((resolve) => {
      let text = 0
      const look = () => {
        const isText = text > 0 || document.body?.textContent?.includes(words) === true
        const isEditor = isText && document.querySelector('.ProseMirror[contenteditable="true"]')?.textContent?.includes(words) === true
        if (!isText || (text > 0 && !isEditor)) return requestAnimationFrame(look)
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const now = performance.now()
          text ||= now
          if (isEditor) resolve({ text, editor: now })
          else requestAnimationFrame(look)
        }
        return port2.postMessage(null)
      }
      requestAnimationFrame(look)
    })
    Object.assign(globalThis, { opened: times })
  }, beginning)
  return context
}

async function open(page: Page, address: string): Promise<Opened> {
  await page.goto('about:blank')
  await page.goto(address)
  return page.evaluate(() => opened)
}

/** A text of 20,000 words that is on this device: in a browser that is warm, and in one that has just begun and finds no network. */
export async function opening(script: string, app: string): Promise<Row[]> {
  const long = longText()
  const folder = temporaryFolder()
  const profile = temporaryFolder()
  const relay = await startRelay(script, folder, { app })
  const host = await hostWorkspace(relay, long)
  const first = await startBrowser(profile, long.beginning)
  const page = first.pages()[0] ?? (await first.newPage())
  await comeIn({ page, name: 'Bob' }, host.link)
  await openDocument(page, long.title)
  await textOf(page).waitFor()
  await expectReadyOffline(page)
  await wait(2000)
  const address = page.url()
  await open(page, address)

  const warmLoad = loadNow()
  const warm: Opened[] = []
  for (let n = 0; n < WARM; n++) warm.push(await open(page, address))
  await first.close()
  await host.stop()
  await relay.stop()

  const coldLoad = loadNow()
  const cold: Opened[] = []
  for (let n = 0; n < COLD; n++) {
    const context = await startBrowser(profile, long.beginning)
    cold.push(await open(context.pages()[0] ?? (await context.newPage()), address))
    await context.close()
  }
  removeFolder(folder)
  removeFolder(profile)

  const row = (what: string, all: readonly number[], most: number, load: string): Row => ({
    what: `20,000 words from this device: ${what}`,
    unit: 'ms',
    here: median(all),
    budget: `<= ${most} ms on two quiet cores`,
    kept: median(all) <= most,
    note: `${all.length} times, ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}; ${load}`,
  })
  const texts = warm.map(({ text }) => text)
  const editors = warm.map(({ editor }) => editor)
  return [
    row('first text', texts, 250, warmLoad),
    row('the editor', editors, 650, warmLoad),
    row(
      'cold browser, no network, to the editor',
      cold.map(({ editor }) => editor),
      1200,
      coldLoad,
    ),
  ]
}
