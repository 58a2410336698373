import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { afterAll, expect, it } from 'vitest'
import { systemClock } from '../../../sync-server/clock'
import { LevelLog, type OpenDatabase } from '../../../sync-server/logs/level'
import { LogOpenError } from '../../../sync-server/updateLog'
import { updateLogContract } from '../../contracts/updateLog'

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'leaderful-log-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const settings = (folder: string) => ({ folder, clock: systemClock, retryMs: 20 })

updateLogContract('in a folder', async () => {
  const folder = newFolder()
  let isFull = false
  const probe = async (): Promise<void> => {
    if (isFull) throw new Error('ENOSPC')
  }
  const openDatabase: OpenDatabase = async (path) => {
    const database = new ClassicLevel<Uint8Array, Uint8Array>(path, { keyEncoding: 'buffer', valueEncoding: 'buffer', compression: false })
    await database.open()
    const batch = database.batch.bind(database) as () => ReturnType<(typeof database)['batch']>
    database.batch = (() => {
      const made = batch() as unknown as { write: (options: object) => Promise<void> }
      const write = made.write.bind(made)
      made.write = async (options) => {
        if (isFull) throw new Error('IO error: No space left on device')
        return write(options)
      }
      return made
    }) as unknown as typeof database.batch
    return database
  }
  const log = await LevelLog.open({ ...settings(folder), openDatabase, probe })
  return {
    log,
    crash: async () => {
      // What the next process finds: the files as they are at this moment.
      const copy = newFolder()
      cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('LOCK') })
      return LevelLog.open(settings(copy))
    },
    setFull: (full) => {
      isFull = full
    },
  }
})

it('refuses a folder that another process uses, one that is a file, and one of another version, each in a sentence', async () => {
  const folder = newFolder()
  const log = await LevelLog.open(settings(folder))
  await expect(LevelLog.open(settings(folder))).rejects.toThrow(/in use by another process/)
  await log.close()
  const database = new ClassicLevel(folder)
  await database.put('leaderful/log', '2')
  await database.close()
  await expect(LevelLog.open(settings(folder))).rejects.toThrow(/another version/)
  await expect(LevelLog.open(settings('/dev/null/log'))).rejects.toBeInstanceOf(LogOpenError)
})
