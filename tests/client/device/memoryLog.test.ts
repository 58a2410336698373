import { expect, it } from 'vitest'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import { deviceLogContract } from '../../contracts/deviceLog'
import { deviceLogLinkContract } from '../../contracts/deviceLogLink'
import type { TestDevice } from '../../contracts/deviceLogRows'
import { settle } from './support'

const newDevice = (): TestDevice => {
  const device = new MemoryDevice()
  return { open: () => memoryLog(device), settle }
}
deviceLogContract('in memory', newDevice)
deviceLogLinkContract('in memory', newDevice)

it('[S13] says that it is memory alone', () => {
  expect(memoryLog().health).toMatchObject({ on: 'memory', reason: 'absent' })
})
