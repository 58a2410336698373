import path from 'node:path'

/** The house's rules over its files, as text (ARCHITECTURE.md, "The house"). Pure: a source is a path and its text. */
export interface Source {
  readonly file: string
  readonly text: string
}

/** Who may use whom directly; each may also use what those may. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  words: [],
  // Its components say things of their own, in the words of the catalogue (docs/decisions/2026-11-25-design-and-words.md).
  design: ['words'],
  'sync-server': ['shared'],
  crypto: ['shared'],
  device: ['crypto'],
  sync: ['device'],
  merge: ['crypto'],
  workspace: ['sync', 'words', 'design'],
  history: ['workspace', 'merge'],
  documents: ['history'],
  copies: ['documents'],
  circles: ['copies'],
  proposals: ['circles'],
  home: ['proposals'],
  shell: ['home'],
}
const reachOf = (room: string): ReadonlySet<string> => new Set((ARROWS[room] ?? []).flatMap((next) => [next, ...reachOf(next)]))
const REACH: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.keys(ARROWS).map((room) => [room, reachOf(room)]))

/** `client/documents/…` is in documents, `client/main.tsx` in shell, `shared/…` in shared. */
export function roomOf(file: string): string {
  const [first = '', second = '', third] = file.split('/')
  if (first !== 'client') return first
  return third === undefined ? 'shell' : second
}

const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
const fromRoot = (file: string, name: string): string => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name)

/** What a file imports, in any form; relative ones as paths from the root, without extension as written. */
export function importsOf({ file, text }: Source): string[] {
  const code = codeOf(text)
  const named = [
    ...code.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g),
    ...code.matchAll(/new URL\(\s*['"](\.[^'"\n]+)['"]\s*,\s*import\.meta\.url/g),
  ]
  return named.map(([, name = '']) => fromRoot(file, name))
}
/** Without types, which vanish, and without what is fetched when it is needed. */
const staticImportsOf = ({ file, text }: Source): string[] =>
  [
    ...codeOf(text)
      .replace(/^(import|export) type\b.*$/gm, '')
      .matchAll(/\b(?:from|import)\s*['"]([^'"\n]+)['"]/g),
  ].map(([, name = '']) => fromRoot(file, name))

const isRoomPath = (name: string): boolean => /^(client|shared|sync-server)\//.test(name)

export function arrowsAgainst(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.file)
    const reach = REACH.get(room)
    if (reach === undefined) return [`${source.file}: the house has no room "${room}"`]
    const wrong = importsOf(source).filter((name) => isRoomPath(name) && roomOf(name) !== room && !reach.has(roomOf(name)))
    return wrong.map((name) => `${source.file}: ${room} may not use ${name}`)
  })
}

/** A file that only passes on what others export. */
export function barrels(sources: readonly Source[]): string[] {
  return sources.filter(({ text }) => /^export\s+(type\s+)?\*\s*(as\s+\w+\s+)?from\b/m.test(text)).map(({ file }) => file)
}

const isHook = (file: string): boolean => /^use[A-Z]/.test(path.posix.basename(file))
const isScreen = (file: string): boolean => file.endsWith('.tsx')

/** Pure files (`.ts`, but for hooks) that know React, a hook or a screen. The design system is made of React throughout. */
export function impureFiles(sources: readonly Source[]): string[] {
  const screens = new Set(sources.map(({ file }) => file).filter(isScreen))
  return sources
    .filter(({ file }) => file.endsWith('.ts') && !isHook(file) && roomOf(file) !== 'design')
    .flatMap((source) => {
      const wrong = staticImportsOf(source).filter(
        (name) => /^(react|react-dom)(\/|$)|^@tiptap\/react/.test(name) || (isRoomPath(name) && (isHook(name) || screens.has(`${name}.tsx`))),
      )
      return wrong.map((name) => `${source.file}: pure, but uses ${name}`)
    })
}

export const LONGEST = 400
export const longFiles = (sources: readonly Source[]): string[] =>
  sources
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ file, lines }) => `${file}: ${lines} lines`)

/** Sides of the page that do not turn round in Arabic. */
export function physicalSides({ file, text }: Source): string[] {
  const rules = text.replace(/\/\*[\s\S]*?\*\//g, '')
  const wrong = rules.matchAll(
    /(?<![\w-])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g,
  )
  return [...wrong].map(([found]) => `${file}: ${found}`)
}

/** Titles of tests: the first argument of it, test, describe and their kin. */
export function titlesOf({ text }: Source): string[] {
  const found = text.matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\([^()]*\))?\s*\(\s*(['"`])((?:(?!\1)[\s\S])*)\1/g)
  return [...found].map(([, , title = '']) => title)
}
/** Numbered rules that a text quotes: [S3a], [F2] … */
export const rulesIn = (text: string): string[] => [...text.matchAll(/\[([SFRD]\d+[a-z]?)\]/g)].map(([, rule = '']) => rule)
