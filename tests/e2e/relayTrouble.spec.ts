import { comeIn, expectSameText, expectSent, invite, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import type { Person } from './support/person'
import type { Relay } from './support/relay'
import { expect, test } from './support/test'

test.describe('a relay in trouble', () => {
  test.setTimeout(120_000)
  let alice: Person
  let bob: Person

  async function meet(relay: Relay, person: (name: string) => Promise<Person>): Promise<string> {
    alice = await person('alice')
    await makeWorkspace(alice, relay.url, 'Tenants')
    await alice.page.keyboard.type('Rent strike\nfirst paragraph\nsecond paragraph')
    const link = await invite(alice)
    bob = await person('bob')
    await comeIn(bob, link)
    // What the app fetches once the text stands there is still on its way when the trouble begins.
    for (const { wire } of [alice, bob]) wire.slow(2000)
    await openDocument(bob.page, 'Rent strike')
    await expectSameText([alice.page, bob.page], ['second paragraph'])
    return link
  }
  /** Somebody who was never here before gets it all from the relay alone. */
  async function expectNewcomerGets(link: string, person: (name: string) => Promise<Person>, words: readonly string[]): Promise<void> {
    await Promise.all([alice.goOffline(), bob.goOffline()])
    const carol = await person('carol')
    await comeIn(carol, link)
    await openDocument(carol.page, 'Rent strike')
    for (const word of words) await expect(textOf(carol.page)).toContainText(word)
  }

  test('[S2] killed as soon as it has said that it has something, again and again: all of it is there', async ({ relay, person }) => {
    const link = await meet(relay, person)
    const words: string[] = []
    for (let round = 0; round < 4; round++) {
      const word = `round${round}`
      words.push(word)
      await typeAfter(alice.page, 'first paragraph', ` ${word}`)
      await expectSent(alice.page)
      await relay.kill()
      await relay.start()
    }
    await expectSameText([alice.page, bob.page], words)
    await expectNewcomerGets(link, person, words)
  })

  test('[S2a] brought back from an old copy of its folder: what came after the copy is there again', async ({ relay, person }) => {
    const link = await meet(relay, person)
    await expectSent(alice.page)
    await relay.stop()
    const copy = relay.backup()
    await relay.start()
    await typeAfter(alice.page, 'first paragraph', ' afterwards')
    await typeAfter(bob.page, 'second paragraph', ' thereupon')
    await expectSameText([alice.page, bob.page], ['afterwards', 'thereupon'])
    await Promise.all([expectSent(alice.page), expectSent(bob.page)])
    await relay.stop()
    relay.restore(copy)
    await relay.start()
    await typeAfter(alice.page, 'first paragraph', ' lastly')
    await expectSameText([alice.page, bob.page], ['afterwards', 'thereupon', 'lastly'])
    // [S2a] A replica waits up to ten seconds before it offers again what it holds.
    await expect(async () => expect(await offered(relay)).toBe(true)).toPass({ timeout: 40_000 })
    await expectNewcomerGets(link, person, ['afterwards', 'thereupon', 'lastly'])
  })

  test('[S2a] wiped: those who may write fill it again', async ({ relay, person }) => {
    const link = await meet(relay, person)
    await Promise.all([expectSent(alice.page), expectSent(bob.page)])
    await relay.stop()
    relay.wipe()
    await relay.start()
    await typeAfter(bob.page, 'second paragraph', ' thereupon')
    await expectSameText([alice.page, bob.page], ['thereupon'])
    await expect(async () => expect(await offered(relay)).toBe(true)).toPass({ timeout: 40_000 })
    await expectNewcomerGets(link, person, ['first paragraph', 'second paragraph', 'thereupon'])
  })

  test('stopped and started under typing: nothing is felt, nothing is lost', async ({ relay, person }) => {
    await meet(relay, person)
    const typing = typeAfter(alice.page, 'first paragraph', ' the quick brown fox jumps over the lazy dog and comes back in time')
    await relay.stop()
    await relay.start()
    await typing
    await expectSameText([alice.page, bob.page], ['the quick brown fox jumps over the lazy dog and comes back in time'])
  })
})

/** Whether the relay has been given anything for a while, and now has been given all: two looks, a second apart, alike. */
async function offered(relay: Relay): Promise<boolean> {
  const look = async () => ((await (await fetch(`${relay.url}/health`)).json()) as { storedFrames: number }).storedFrames
  const before = await look()
  await new Promise((resolve) => setTimeout(resolve, 12_000))
  return before > 0 && (await look()) === before
}
