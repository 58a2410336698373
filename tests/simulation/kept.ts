import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Operation } from './world'

/** A run that once failed: its seed (which says what kind of world it is), and the operations that were left. */
export interface Kept {
  readonly seed: number
  /** What went wrong then. */
  readonly noticed: string
  readonly operations: readonly Operation[]
}

const HERE = path.dirname(fileURLToPath(import.meta.url))
/** Runs that failed and must pass: one file each, one line of JSON for each operation. */
export const REGRESSIONS = path.join(HERE, 'kept')
/** Runs that notice a mutant, by its name. */
export const OF_MUTANTS = path.join(HERE, 'kept/mutants')

export const keptText = ({ operations, ...first }: Kept): string => `${[first, ...operations].map((line) => JSON.stringify(line)).join('\n')}\n`

export function readKept(file: string): Kept {
  const [first, ...operations] = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
  return { ...(first as Omit<Kept, 'operations'>), operations: operations as Operation[] }
}
export function writeKept(folder: string, name: string, kept: Kept): string {
  fs.mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.jsonl`)
  fs.writeFileSync(file, keptText(kept))
  return file
}
/** Names of the runs in a folder. */
export const keptIn = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((file) => file.endsWith('.jsonl'))
        .map((file) => file.slice(0, -'.jsonl'.length))
        .sort()
    : []
