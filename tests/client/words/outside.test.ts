import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../client/words/en'
import { filesBelow } from '../../../scripts/vite/files'
import { wordsOnScreen } from '../../support/screenWords'

const client = path.resolve(import.meta.dirname, '../../../client')

/** What only those see who build the app: pages that the build leaves out. */
const DEV_ONLY = [/^design\/ComponentsPage\.tsx$/, /^design\/componentsPage\//, /^documents\/dev\//]
/** Said alike in every language. */
const SAME_EVERYWHERE: Record<string, readonly string[]> = { 'documents/screen/LinkPanel.tsx': ['https://'] }

/** A name in the catalogue is a field of a table from which `t` is given its keys. */
const saidElsewhere = (file: string, words: string): boolean => words in en || SAME_EVERYWHERE[file]?.includes(words) === true

describe('words on screen', () => {
  it('come from the catalogue, all of them', () => {
    const screens = filesBelow(client).filter((file) => file.endsWith('.tsx') && !DEV_ONLY.some((pattern) => pattern.test(file)))
    expect(screens.length).toBeGreaterThan(50)
    const outside = screens.flatMap((file) =>
      wordsOnScreen(fs.readFileSync(path.join(client, file), 'utf8'))
        .filter((found) => !saidElsewhere(file, found.replace(/^\d+: /, '')))
        .map((found) => `client/${file}:${found}`),
    )
    expect(outside).toEqual([])
  })

  it('are found as text, as props, in fields and in either branch of a choice', () => {
    expect(wordsOnScreen('const a = <p>Hello</p>')).toEqual(['1: Hello'])
    expect(wordsOnScreen('const a = (\n  <p>\n    {t("a.b")} and more\n  </p>\n)')).toEqual(['3: and more'])
    expect(wordsOnScreen(`const a = <p title="Hello" aria-label={\`\${name} said\`} />`)).toEqual(['1: Hello', '1: said'])
    expect(wordsOnScreen('const a = <p>{isNew ? "New" : t("a.old")}{has && "it"}</p>')).toEqual(['1: New', '1: it'])
    expect(wordsOnScreen('const a = [{ label: "Bold", id: "bold" }]; const b = <Tabs options={a} />')).toEqual(['1: Bold'])
  })

  it('are not looked for in names, in keys of the catalogue, in signs', () => {
    expect(wordsOnScreen('const a = <Icon name="house" className="big">{t("a.b")} · 3 {kind === "text" && <b>{words}</b>}</Icon>')).toEqual([])
    expect(wordsOnScreen('const a: Record<string, string> = { kind: "text" }; const b = (c: number) => c > 3 && c < 5')).toEqual([])
  })
})
