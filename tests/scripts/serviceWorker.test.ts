import fs from 'node:fs'
import vm from 'node:vm'
import { beforeEach, describe, expect, it } from 'vitest'
import { isNeededAtStart, serviceWorkerText } from '../../scripts/vite/serviceWorker'

const worker = fs.readFileSync('scripts/vite/worker.js', 'utf8')
const ORIGIN = 'https://relay.example'
type Listener = (event: object) => void

/** The caches of one browser, which outlive versions of the worker. */
class Cache {
  readonly held = new Map<string, string>()
  constructor(readonly network: (path: string) => Promise<Answer>) {}
  match = async (path: string) => this.held.get(path)
  put = async (path: string, answer: Answer | string) => void this.held.set(path, typeof answer === 'string' ? answer : answer.text)
  add = async ({ url }: { url: string }) => this.put(url, await this.network(url))
}
interface Answer {
  readonly ok: boolean
  readonly text: string
  clone(): Answer
}

let fetched: string[]
let isOnline: boolean
let server: Record<string, string>
let stores: Map<string, Cache>

const network = async (path: string): Promise<Answer> => {
  fetched.push(path)
  if (!isOnline) throw new TypeError('offline')
  const answer: Answer = { ok: path in server, text: server[path] ?? 'not found', clone: () => answer }
  if (!answer.ok) throw new TypeError('not found')
  return answer
}

/** A version of the worker on this browser: what the build made of these files. */
function version(files: Record<string, string>) {
  server = Object.fromEntries(Object.entries(files).map(([file, text]) => [file === 'index.html' ? '/' : `/${file}`, text]))
  const listeners = new Map<string, Listener>()
  let skipped = false
  const scope = {
    caches: {
      open: async (name: string) => {
        const cache = stores.get(name) ?? new Cache(network)
        stores.set(name, cache)
        return cache
      },
      keys: async () => [...stores.keys()],
      delete: async (name: string) => stores.delete(name),
      match: async (path: string) => [...stores.values()].map((cache) => cache.held.get(path)).find((text) => text !== undefined),
    },
    fetch: (request: { url: string }) => network(new URL(request.url).pathname),
    Request: class {
      constructor(readonly url: string) {}
    },
    URL,
    self: {
      location: { origin: ORIGIN },
      addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
      skipWaiting: () => {
        skipped = true
      },
    },
  }
  vm.runInNewContext(
    serviceWorkerText(Object.keys(files), (file) => Buffer.from(files[file] ?? ''), worker),
    scope,
  )
  const wait = async (type: string) => {
    let done: unknown
    listeners.get(type)?.({ waitUntil: (promise: unknown) => (done = promise) })
    await done
  }
  return {
    install: () => wait('install'),
    activate: () => wait('activate'),
    say: (data: unknown) => listeners.get('message')?.({ data }),
    skipped: () => skipped,
    /** undefined: the worker leaves the request to the browser. */
    get: async (url: string, method = 'GET'): Promise<string | undefined> => {
      let given: Promise<Answer | string> | undefined
      listeners.get('fetch')?.({ request: { url, method }, respondWith: (answer: Promise<Answer | string>) => (given = answer) })
      const answer = await given
      return typeof answer === 'object' ? answer.text : answer
    },
  }
}

const first = {
  'index.html': 'page one',
  'assets/app-1.js': 'app one',
  'assets/react-1.js': 'react',
  'assets/naskh-arabic-1.woff2': 'arabic',
  'icon.svg': 'icon',
}
const second = { ...first, 'index.html': 'page two', 'assets/app-2.js': 'app two' }

beforeEach(() => {
  fetched = []
  isOnline = true
  stores = new Map()
})

describe('the service worker', () => {
  it('starts cold without any network: the page and all that it needs', async () => {
    const one = version(first)
    await one.install()
    await one.activate()
    isOnline = false
    expect(await one.get(`${ORIGIN}/`)).toBe('page one')
    expect(await one.get(`${ORIGIN}/assets/app-1.js`)).toBe('app one')
    expect(await one.get(`${ORIGIN}/icon.svg`)).toBe('icon')
    await expect(one.get(`${ORIGIN}/assets/naskh-arabic-1.woff2`)).rejects.toThrow('offline')
  })
  it('keeps a font of another script once it has been used', async () => {
    const one = version(first)
    await one.install()
    expect(await one.get(`${ORIGIN}/assets/naskh-arabic-1.woff2`)).toBe('arabic')
    isOnline = false
    expect(await one.get(`${ORIGIN}/assets/naskh-arabic-1.woff2`)).toBe('arabic')
  })
  it('is not installed by halves', async () => {
    const one = version(first)
    isOnline = false
    await expect(one.install()).rejects.toThrow('offline')
  })
  it('leaves the relay, other places and anything but reading to the browser', async () => {
    const one = version(first)
    await one.install()
    for (const url of [`${ORIGIN}/relay`, `${ORIGIN}/health`, 'https://elsewhere.example/']) expect(await one.get(url)).toBeUndefined()
    expect(await one.get(`${ORIGIN}/`, 'POST')).toBeUndefined()
  })
  it('lets a new version wait until a person agrees', async () => {
    await version(first).install()
    const two = version(second)
    await two.install()
    two.say({ type: 'anything else' })
    expect(two.skipped()).toBe(false)
    two.say('skip waiting')
    expect(two.skipped()).toBe(true)
  })
  it('fetches only what changed, the page always', async () => {
    await version(first).install()
    fetched = []
    await version(second).install()
    expect(fetched.sort()).toEqual(['/', '/assets/app-2.js', '/icon.svg'])
  })
  it('keeps the version before for tabs that still run it, and no older one', async () => {
    const third = { ...second, 'index.html': 'page three', 'assets/app-3.js': 'app three' }
    for (const files of [first, second, third]) {
      const one = version(files)
      await one.install()
      await one.activate()
    }
    expect([...stores.values()].map((cache) => cache.held.get('/'))).toEqual(['page two', 'page three'])
    const three = version(third)
    isOnline = false
    expect(await three.get(`${ORIGIN}/`)).toBe('page three')
    expect(await three.get(`${ORIGIN}/assets/app-2.js`)).toBe('app two')
  })
  it('is another version as soon as any file is another', () => {
    const text = (files: Record<string, string>) => serviceWorkerText(Object.keys(files), (file) => Buffer.from(files[file] ?? ''), worker).split('\n')[0]
    expect(text(first)).toBe(text({ ...first }))
    expect(text(first)).not.toBe(text({ ...first, 'index.html': 'page 1' }))
    expect(text(first)).not.toBe(text({ ...first, 'icon.png': '' }))
  })
  it('does not hold source maps, compressed copies or itself', () => {
    expect(['sw.js', 'assets/a.js.map', 'assets/a.js.br', 'assets/a.js.gz'].filter(isNeededAtStart)).toEqual([])
    expect(['assets/literata-latin-wght-normal-x.woff2', 'assets/literata-latin-ext-wght-normal-x.woff2'].every(isNeededAtStart)).toBe(true)
    expect(isNeededAtStart('assets/literata-cyrillic-wght-normal-x.woff2')).toBe(false)
  })
})
