import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow } from '../scripts/vite/files'
import { arrowsAgainst, barrels, importsOf, impureFiles, LONGEST, longFiles, physicalSides, rulesIn, type Source, titlesOf } from './support/house'

const root = path.resolve(import.meta.dirname, '..')
const FOLDERS = ['client', 'shared', 'sync-server', 'scripts', 'bench', 'tests']
/** What the repository holds, without what npm installed. */
const files = [
  ...FOLDERS.flatMap((folder) => filesBelow(path.join(root, folder)).map((file) => `${folder}/${file}`)).filter((file) => !file.includes('node_modules/')),
  ...fs.readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
]
const read = (file: string): Source => ({ file, text: fs.readFileSync(path.join(root, file), 'utf8') })
const sources = (pattern: RegExp): Source[] => files.filter((file) => pattern.test(file)).map(read)

const house = sources(/^(client|shared|sync-server)\/.*\.tsx?$/)
const tests = sources(/^tests\/.*\.tsx?$/)
const styles = sources(/^client\/.*\.css$/)

describe('the house', () => {
  it('has arrows in one direction only: no room uses one that stands above it', () => {
    expect(arrowsAgainst(house)).toEqual([])
  })
  it('sees an arrow against the table, in any form of import, and a room that it does not know', () => {
    const wrong = (text: string, file = 'client/sync/link.ts') => arrowsAgainst([{ file, text }]).length
    expect(wrong("import { a } from '../documents/schema'")).toBe(1)
    expect(wrong("const a = await import('../proposals/proposal')")).toBe(1)
    expect(wrong("new Worker(new URL('../documents/diff.worker.ts', import.meta.url))")).toBe(1)
    expect(wrong("export { a } from '../../sync-server/room'")).toBe(1)
    expect(wrong("import { a } from '../device/deviceLog'\nimport { b } from '../../shared/bytes'")).toBe(0)
    expect(wrong("import { a } from '../client/crypto/frame'", 'sync-server/room.ts')).toBe(1)
    expect(wrong('', 'client/misc/things.ts')).toBe(1)
  })
  it('has pure files that know neither React nor hooks nor screens', () => {
    expect(impureFiles(house)).toEqual([])
  })
  it('sees React, a hook and a screen in a pure file', () => {
    const screen: Source = { file: 'client/home/HomeScreen.tsx', text: '' }
    const wrong = (text: string) => impureFiles([screen, { file: 'client/home/welcome.ts', text }]).length
    expect(wrong("import { useState } from 'react'")).toBe(1)
    expect(wrong("import { useHome } from './useHome'")).toBe(1)
    expect(wrong("import { HomeScreen } from './HomeScreen'")).toBe(1)
    expect(wrong("import { waiting } from './waiting'")).toBe(0)
  })
  it('has no barrel files', () => {
    expect(barrels(house)).toEqual([])
    expect(barrels([{ file: 'client/sync/index.ts', text: "export * from './link'" }])).toHaveLength(1)
  })
  it(`has no file past ${LONGEST} lines`, () => {
    expect(longFiles([...house, ...styles, ...sources(/^(scripts|bench)\/.*\.(ts|mjs)$/)])).toEqual([])
  })
  it('leaves clocks and chance to whoever calls the pure rooms', () => {
    const pure = house.filter(({ file }) => /^(shared|client\/(crypto|merge))\//.test(file))
    expect(pure.filter(({ text }) => /\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(|\bnew Date\(\)/.test(text)).map(({ file }) => file)).toEqual([])
  })
  it('draws no secret from Math.random', () => {
    expect(house.filter(({ text }) => /\bMath\.random\(/.test(text)).map(({ file }) => file)).toEqual([])
  })
  it('keeps the trust line: the relay has no package that could open a frame', () => {
    const relay = house.filter(({ file }) => /^(sync-server|shared)\//.test(file))
    expect(relay.flatMap(importsOf).filter((name) => /^(yjs|y-protocols|lib0|@noble\/ciphers|@tiptap)/.test(name))).toEqual([])
  })
})

describe('the page', () => {
  it('has nothing inline: the policy forbids it', () => {
    const page = read('client/index.html').text
    expect(page.match(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/g)).toBeNull()
  })
  it('turns round for Arabic: styles name starts and ends, not left and right', () => {
    expect(styles.flatMap(physicalSides)).toEqual([])
    expect(physicalSides({ file: 'a.css', text: '.a { margin-left: 1px; right: 0; text-align: left }' })).toHaveLength(3)
    expect(physicalSides({ file: 'a.css', text: '.a { margin-inline-start: 1px; inset-inline-end: 0; transform-origin: left }' })).toEqual([])
  })
})

describe('the repository', () => {
  it('names no registry: packages come from whichever one npm is set to', () => {
    const places = sources(/^(bench\/)?(package-lock\.json|package\.json|\.npmrc)$/)
    expect(places.length).toBeGreaterThan(2)
    expect(places.filter(({ text }) => /"resolved"|^registry\s*=|registry\.[a-z]/m.test(text)).map(({ file }) => file)).toEqual([])
  })
})

describe.skipIf(!files.includes('PROTOCOL.md'))('the numbered rules', () => {
  const quoted = new Set(tests.flatMap(titlesOf).flatMap(rulesIn))
  const listed = () => new Set([...read('PROTOCOL.md').text.matchAll(/^[-|] \*{0,2}\[([SFRD]\d+[a-z]?)\]/gm)].map(([, rule = '']) => rule))

  it('of PROTOCOL.md are each quoted in the title of a test', () => {
    expect(listed().size).toBeGreaterThan(10)
    expect([...listed()].filter((rule) => !quoted.has(rule))).toEqual([])
  })
  it('that tests quote all stand in PROTOCOL.md, as far as it has rules of their letter', () => {
    const letters = new Set([...listed()].map((rule) => rule.charAt(0)))
    expect([...quoted].filter((rule) => letters.has(rule.charAt(0)) && !listed().has(rule))).toEqual([])
  })
  it('are found in titles only', () => {
    expect(
      titlesOf({ file: 'a.test.ts', text: "// it('[S1] in a comment')\nit('[S2] stores', () => {})\nit.each([1])('[S3] %i', f)" }).flatMap(rulesIn),
    ).toContain('S3')
    expect(titlesOf({ file: 'a.test.ts', text: "const words = '[S9] no title'" })).toEqual([])
  })
})
