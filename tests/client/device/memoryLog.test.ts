import { expect, it } from 'vitest'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import { deviceLogContract } from '../../contracts/deviceLog'

deviceLogContract('in memory', () => {
  const device = new MemoryDevice()
  return { open: () => memoryLog(device), settle: async () => {} }
})

it('[S13] says that it is memory alone', () => {
  expect(memoryLog().health).toMatchObject({ on: 'memory', reason: 'absent' })
})
