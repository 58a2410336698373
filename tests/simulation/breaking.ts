import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import type { Mutant } from './mutants.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** The product's text with one rule broken. @throws if a place to be changed is not there exactly once: then the table has to follow the code. */
export function mutated(source: string, { rule, edits }: Mutant, file: string): string {
  let text = source
  for (const edit of edits.filter((each) => each.file === file)) {
    const parts = text.split(edit.find)
    if (parts.length !== 2) throw new Error(`mutant ${rule}: its place stands ${parts.length - 1} times in ${file}, and not once:\n${edit.find}`)
    text = parts.join(edit.replace)
  }
  return text
}
/** Breaks the rule in whatever vite loads. */
export const breaking = (mutant: Mutant): Plugin => ({
  name: 'mutant',
  enforce: 'pre',
  load(id) {
    const file = path.relative(ROOT, id)
    if (!mutant.edits.some((edit) => edit.file === file)) return null
    return mutated(fs.readFileSync(id, 'utf8'), mutant, file)
  },
})
