import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { indexedDbLog } from '../../../client/device/indexedDbLog'
import { memoryLog } from '../../../client/device/memoryLog'
import { Doer, pictureOf, type Step, step } from './steps'
import { newName } from './support'

/** Folding is not the same bytes when clients differ, so both engines get updates of the same clients (`typed`). */
it('[S3] both engines come to equal rows and equal answers, whatever is done to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const memory = memoryLog()
      const disk = indexedDbLog(newName(), { channel: null })
      const [a, b] = [new Doer(), new Doer()]
      for (const one of [{ do: 'fence' } as Step, ...steps]) expect(await a.do(memory, one)).toEqual(await b.do(disk, one))
      expect(await pictureOf(disk)).toEqual(await pictureOf(memory))
      await disk.close()
    }),
    { numRuns: 150 },
  )
})

it('[S3] what is done at the same time ends as if it had been done one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        step.filter((one) => one.do !== 'compact'),
        { maxLength: 30 },
      ),
      async (steps) => {
        const memory = memoryLog()
        const disk = indexedDbLog(newName(), { channel: null })
        const [a, b] = [new Doer(), new Doer()]
        await a.do(memory, { do: 'fence' })
        await b.do(disk, { do: 'fence' })
        const plain = steps.filter((one) => one.do !== 'fence')
        const answers: unknown[] = []
        for (const one of plain) answers.push(await a.do(memory, one))
        expect(await Promise.all(plain.map((one) => b.do(disk, one)))).toEqual(answers)
        expect(await pictureOf(disk)).toEqual(await pictureOf(memory))
        await disk.close()
      },
    ),
    { numRuns: 80 },
  )
})

it('two windows on one disk come to the same as one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 30 }), async (steps) => {
      const name = newName()
      const windows = [indexedDbLog(name, { channel: null }), indexedDbLog(name, { channel: null })] as const
      const memory = memoryLog()
      const [a, b] = [new Doer(), new Doer()]
      for (const [one, isSecond] of steps) expect(await b.do(isSecond ? windows[1] : windows[0], one)).toEqual(await a.do(memory, one))
      const expected = await pictureOf(memory)
      for (const log of windows) expect(await pictureOf(log)).toEqual(expected)
      await Promise.all(windows.map((log) => log.close()))
    }),
    { numRuns: 80 },
  )
})
