import { type BrowserContextOptions, test as base, expect } from '@playwright/test'
import { newPerson, type Person } from './person'
import { type Relay, startRelay } from './relay'

interface Fixtures {
  /** A relay with an empty folder. */
  readonly relay: Relay
  /** Somebody with a browser of their own. */
  readonly person: (name: string, options?: BrowserContextOptions) => Promise<Person>
}

/**
 * Each test has its own relay and people. After it, whatever else it checked: no error on any console, no breach of the
 * security policy, no request to anywhere but the relay.
 */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  relay: async ({}, use) => {
    const relay = await startRelay()
    await use(relay)
    await relay.remove()
  },
  person: async ({ browser, relay, contextOptions, viewport, locale }, use) => {
    const people: Person[] = []
    await use(async (name, options) => {
      const person = await newPerson(browser, name, {
        ...contextOptions,
        viewport,
        ...(locale === undefined ? {} : { locale }),
        baseURL: relay.url,
        ...options,
      })
      people.push(person)
      return person
    })
    for (const person of people) await person.close()
    for (const { name, problems, wire } of people) {
      expect(problems, `${name}'s console`).toEqual([])
      expect(
        [...wire.hosts].filter((host) => host !== new URL(relay.url).host),
        `requests of ${name} to others`,
      ).toEqual([])
    }
  },
})
export { expect } from '@playwright/test'
