import { sealFrame } from '../../client/crypto/frame'
import { capabilityOfInvitation, decodeInvitation } from '../../client/crypto/invitation'
import { capabilityOf, newEditSeed } from '../../client/crypto/seed'
import { KIND } from '../../shared/frame'
import { signingKey } from '../support/frames'
import { RelayClient } from '../support/relayClient'
import { blocksOf, expectSent, invite, makeWorkspace } from './support/app'
import { expect, test } from './support/test'

test('[S9] the relay refuses what somebody forges who may only read', async ({ relay, person }) => {
  const alice = await person('alice')
  await makeWorkspace(alice, relay.url, 'Tenants')
  await alice.page.keyboard.type('Rent strike\nWe begin in May.')
  const link = await invite(alice, 'Read')
  await expectSent(alice.page)

  const invitation = decodeInvitation(new URL(link).hash.slice(1))
  if (!invitation.ok) throw new Error(invitation.reason)
  const reader = capabilityOfInvitation(invitation.value)
  expect(reader.writeSecret).toBeNull()
  // Whoever reads knows the frame key, so what is forged would open; only the signature is another's.
  const stranger = capabilityOf('edit', newEditSeed())
  if (!stranger.ok) throw new Error(stranger.reason)
  const { writeSecret } = stranger.value
  if (writeSecret === null) throw new Error('a key of their own')
  const forged = await sealFrame({ ...reader, writeSecret }, KIND.update, { schema: 1, author: new Uint8Array(16), isV2: false, body: new Uint8Array([0, 0]) })

  const client = await RelayClient.connect(`${relay.url.replace('http', 'ws')}/relay`)
  const keys = { room: reader.room, fetchToken: reader.fetchToken, write: signingKey(writeSecret), voice: signingKey(writeSecret) }
  await client.hello({ ...keys, keys: { writePublic: new Uint8Array(32), voicePublic: new Uint8Array(32), tokenHash: reader.tokenHash } })
  client.send(forged)
  const answer = await Promise.race([client.answerTo(forged), client.closed()])
  expect([4403, 'bad signature', 'not allowed']).toContain(typeof answer === 'number' ? answer : answer.type === 'refused' ? answer.refusal : answer.type)
  expect(await blocksOf(alice.page)).toEqual(['Rent strike', 'We begin in May.'])
})
