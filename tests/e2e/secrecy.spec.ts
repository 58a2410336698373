import { comeIn, expectSent, invite, makeWorkspace, openDocument, textOf, typeAfter } from './support/app'
import { expect, test } from './support/test'

const WORDS = ['Zanzibar', 'quicksilver', 'marmalade', 'Rutabaga Union', 'Ingeborg', 'Bartholomew']
/** As text lies in memory or in a request. */
const ENCODINGS: readonly BufferEncoding[] = ['utf8', 'utf16le', 'base64', 'hex']

/** Which of the words can be found; case is passed over in text. */
function found(bytes: Buffer, words: readonly string[]): string[] {
  const plain = bytes.toString('latin1').toLowerCase()
  return words.filter((word) =>
    ENCODINGS.some((encoding) => {
      const written = Buffer.from(word).toString(encoding === 'base64' || encoding === 'hex' ? encoding : 'utf8')
      if (encoding === 'utf16le') return bytes.includes(Buffer.from(word, 'utf16le'))
      // The last characters of base64 depend on what follows.
      return plain.includes((encoding === 'base64' ? written.replace(/=+$/, '').slice(0, -1) : written).toLowerCase())
    }),
  )
}

test('[S8] the words typed, the names and the titles are in no file of the relay, in no frame and in no address', async ({ relay, person }) => {
  const alice = await person('Ingeborg')
  await makeWorkspace(alice, relay.url, 'Rutabaga Union')
  await alice.page.keyboard.type('Zanzibar\nquicksilver flows')
  const link = await invite(alice)
  const bob = await person('Bartholomew')
  await comeIn(bob, link)
  await openDocument(bob.page, 'Zanzibar')
  await typeAfter(bob.page, 'quicksilver', ' into marmalade')
  await expect(textOf(alice.page)).toContainText('marmalade')
  await Promise.all([expectSent(alice.page), expectSent(bob.page)])

  const document = new URL(alice.page.url()).hash.slice('#/d/'.length)
  const secret = new URL(link).hash.slice(1)
  expect(document).toMatch(/^[0-9a-f]{32}$/)
  const hidden = [...WORDS, document, secret.slice(4, 40)]
  for (const { wire, name } of [alice, bob]) {
    const { sent, received } = wire.frames()
    expect(sent, `${name} sent frames`).toBeGreaterThan(5)
    expect(received, `${name} received frames`).toBeGreaterThan(5)
    expect(found(wire.bytes(), hidden), `on the wire of ${name}`).toEqual([])
    expect(found(Buffer.from(wire.requests.join('\n')), hidden), `in the requests of ${name}`).toEqual([])
  }
  // After an invitation has been opened, its secret is in no address either.
  expect(bob.addresses.slice(1).filter((address) => address.includes(secret))).toEqual([])
  for (const page of [alice.page, bob.page]) expect(found(Buffer.from(page.url()), WORDS)).toEqual([])

  await relay.stop()
  const disk = relay.bytesOnDisk()
  expect(disk.length).toBeGreaterThan(1000)
  expect(found(disk, hidden), 'on the disk').toEqual([])
  expect(found(Buffer.from(relay.said()), hidden), 'in what the relay says').toEqual([])
  // The search does find what is there.
  expect(found(Buffer.from('a QUICKSILVER b'), WORDS)).toEqual(['quicksilver'])
  expect(found(Buffer.from(Buffer.from('..marmalade..', 'utf16le')), WORDS)).toEqual(['marmalade'])
})
