import { it } from 'vitest'
import { eventually, newDocument, TestDevice, TestRelay } from '../../support/syncWorld'

it('[S4] two replicas that are never online together converge through the log of the relay', async () => {
  const relay = new TestRelay()
  const document = newDocument()
  const alice = new TestDevice('alice', relay.connect)
  await alice.create(document, 'seeded. ')
  await alice.follow(document)
  await alice.type(document, 'hello ')
  await eventually(() => alice.status(document)?.relay === 'sent', 'alice never sent')
  alice.stop()
  const bob = new TestDevice('bob', relay.connect)
  await bob.follow(document)
  await eventually(async () => (await bob.text(document)) === 'seeded. hello ')
  await bob.type(document, 'world')
  await eventually(async () => (await relay.rows(document)) === 3)
  bob.stop()
  await alice.restart()
  await eventually(async () => (await alice.text(document)) === 'seeded. hello world')
  alice.stop()
})
