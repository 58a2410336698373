import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { indexedDbLog } from '../../../client/device/indexedDbLog'
import { deviceLogContract } from '../../contracts/deviceLog'

let devices = 0
const newName = (): string => `device-${devices++}`
/** Messages between windows take a turn of the event loop or two. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 5))
}

deviceLogContract('in IndexedDB', () => {
  const name = newName()
  return { open: () => indexedDbLog(name), settle }
})

it('[S13] says that it is on the disk', async () => {
  const log = indexedDbLog(newName())
  expect(log.health).toEqual({ on: 'disk' })
  await log.close()
})
