import { type Browser, type BrowserContext, type BrowserContextOptions, type ConsoleMessage, chromium, type LaunchOptions, type Page } from '@playwright/test'
import { openWire, type Wire } from './wire'

/** What the browser itself says about a network that is down; everything else that is said as an error is one. */
const IS_NETWORK = /^WebSocket connection to '[^']*' failed|^Failed to load resource: net::ERR_|^An unknown error occurred when fetching the script/

/** Somebody with a browser, a device and a wire of their own. */
export interface Person {
  readonly name: string
  readonly context: BrowserContext
  /** The first tab. */
  readonly page: Page
  readonly wire: Wire
  /** Errors on a console, exceptions, and breaches of the security policy, in any tab. */
  readonly problems: readonly string[]
  /** Every address that a tab has shown. */
  readonly addresses: readonly string[]
  /** Another tab of the same browser. */
  newTab(): Promise<Page>
  goOffline(): Promise<void>
  goOnline(): Promise<void>
  close(): Promise<void>
}

function problemOf(message: ConsoleMessage): string | null {
  if (message.type() !== 'error' || IS_NETWORK.test(message.text())) return null
  return `${message.text()} (${message.location().url})`
}

export async function newPerson(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Person> {
  const wire = await openWire()
  return personIn(await browser.newContext({ ...options, proxy: { server: wire.server } }), name, wire)
}

/** Somebody whose whole browser can die: its profile lies in a folder, and another one may be started on it. */
export async function newMortal(folder: string, name: string, options: LaunchOptions & BrowserContextOptions): Promise<Person & { die(): Promise<void> }> {
  const wire = await openWire()
  const context = await chromium.launchPersistentContext(folder, { ...options, proxy: { server: wire.server } })
  const person = await personIn(context, name, wire)
  return {
    ...person,
    die: async () => {
      const devtools = await context.browser()?.newBrowserCDPSession()
      const { processInfo = [] } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? {}
      const gone = new Promise((resolve) => context.once('close', resolve))
      for (const { type, id } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL')
      await gone
      await wire.close()
    },
  }
}

async function personIn(context: BrowserContext, name: string, wire: Wire): Promise<Person> {
  const problems: string[] = []
  const addresses: string[] = []
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))
  })
  context.on('console', (message) => {
    const problem = problemOf(message)
    if (problem !== null) problems.push(problem)
  })
  context.on('weberror', (webError) => problems.push(webError.error().stack ?? webError.error().message))
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => addresses.push(frame.url()))
  })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    name,
    context,
    page,
    wire,
    problems,
    addresses,
    newTab: () => context.newPage(),
    goOffline: async () => {
      wire.cut()
      await context.setOffline(true)
    },
    goOnline: async () => {
      wire.mend()
      await context.setOffline(false)
    },
    close: async () => {
      await context.close()
      await wire.close()
    },
  }
}
