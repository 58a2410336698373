// Writes tests/vectors/*.json anew: node tests/vectors/make.mjs
// Only for vectors that are added. One that changes means that people's data can no longer be read.
import { runnerImport } from 'vite'

const { module } = await runnerImport(new URL('make.ts', import.meta.url).pathname)
await module.makeAll()
