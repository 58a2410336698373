import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, describe, expect, it } from 'vitest'
import { backupOf } from '../../../client/workspace/backup'
import { bringIn } from '../../../client/workspace/bringIn'
import { encodeFile } from '../../../client/workspace/fileFormat'
import { makeInvitation } from '../../../client/workspace/inviting'
import { addPicture, type PictureBytes, pictureIn, pictureUpdate, watchPicture } from '../../../client/workspace/pictures'
import { toHex } from '../../../shared/bytes'
import { eventually, TestRelay } from '../../support/syncWorld'
import { invitationOf, type Person, person, sent, titles } from './support'

const people: Person[] = []
const newcomer = async (name: string, relay: TestRelay): Promise<Person> => {
  const made = await person(name, relay)
  people.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(people.splice(0).map((one) => one.stop()))
})

const photograph: PictureBytes = { type: 'image/webp', bytes: Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251) }
const hashOf = ({ bytes }: PictureBytes) => toHex(sha256(bytes))

describe('the bytes of a picture', () => {
  it('are given back only under their own hash', () => {
    const update = pictureUpdate(photograph)
    expect(pictureIn([update], hashOf(photograph))).toEqual(photograph)
    expect(pictureIn([update], hashOf({ ...photograph, bytes: Uint8Array.of(1) }))).toBe(null)
    expect(pictureIn([], hashOf(photograph))).toBe(null)
    expect(pictureIn([pictureUpdate({ type: 'text/html' as never, bytes: photograph.bytes })], hashOf(photograph))).toBe(null)
  })
})

describe('a picture of a workspace', () => {
  it.each(['edit', 'read'] as const)(
    'comes to another device (may %s) once somebody there looks at it, not before, and is no document on any list',
    async (rung) => {
      const relay = new TestRelay()
      const alice = await newcomer('Alice', relay)
      const { workspace: a } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
      const bob = await newcomer('Bob', relay)
      const b = await bob.session.join(invitationOf((await makeInvitation(a, rung)).link), 'Bob')
      const hash = await addPicture(a, photograph)
      expect(hash).toBe(hashOf(photograph))
      await sent(a)
      const stored = () => b.keeper.stored.get(hash.slice(0, 32))
      await eventually(() => stored() !== undefined, 'the index never said that there is a picture')
      expect([titles(a).length, titles(b).length]).toEqual([1, 1])
      const rows = async () => (await bob.session.ground.log.updates(stored()?.doc ?? expect.fail())).updates.length
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(await rows(), 'nobody has looked').toBe(0)

      const told: (PictureBytes | null)[] = []
      const stop = watchPicture(b, hash, (picture) => told.push(picture))
      await eventually(() => told.at(-1) !== null, 'the picture never came')
      expect(told.at(-1)).toEqual(photograph)
      expect(told).toHaveLength(2)
      stop()
    },
  )

  it('is kept once, however often it is put in', async () => {
    const relay = new TestRelay()
    const alice = await newcomer('Alice', relay)
    const { workspace: a } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
    await addPicture(a, photograph)
    const before = a.keeper.stored.size
    expect(await addPicture(a, photograph)).toBe(hashOf(photograph))
    expect(a.keeper.stored.size).toBe(before)
  })

  it('that is not in the index is waited for', async () => {
    const relay = new TestRelay()
    const alice = await newcomer('Alice', relay)
    const { workspace: a } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
    const told: (PictureBytes | null)[] = []
    const stop = watchPicture(a, hashOf(photograph), (picture) => told.push(picture))
    await addPicture(a, photograph)
    await eventually(() => told.at(-1) !== null && told.length > 1, 'it was never told')
    stop()
  })
})

it('a saved workspace brings its pictures back, as pictures', async () => {
  const alice = await newcomer('Alice', new TestRelay())
  const { workspace: a } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
  const hash = await addPicture(a, photograph)
  const file = encodeFile(await backupOf(alice.session.ground, a.stored.get()))
  const again = await newcomer('Alice', new TestRelay())
  expect((await bringIn(again.session, file)).ok).toBe(true)
  const workspace = await again.session.show(a.id)
  expect(titles(workspace)).toHaveLength(1)
  const told: (PictureBytes | null)[] = []
  const stop = watchPicture(workspace, hash, (picture) => told.push(picture))
  await eventually(() => told.at(-1) !== null, 'the picture is not in the file')
  expect(told.at(-1)).toEqual(photograph)
  stop()
})
