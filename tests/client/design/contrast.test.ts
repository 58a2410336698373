import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const css = fs.readFileSync(path.resolve(import.meta.dirname, '../../../client/design/tokens.css'), 'utf8')

function colours(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]))
}
const lightBlock = css.slice(css.indexOf(':root {'), css.indexOf('@media screen and (prefers-color-scheme: dark)'))
const systemDark = css.slice(css.indexOf('@media screen and (prefers-color-scheme: dark)'), css.indexOf(':root[data-theme="dark"]'))
const chosenDark = css.slice(css.indexOf(':root[data-theme="dark"]'))
const themes = { light: colours(lightBlock), dark: colours(systemDark) }

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const people = Array.from({ length: 10 }, (_, index) => `who-${index + 1}`)

/** LOOK section 3: each pair, and what WCAG asks of it. */
const pairs: [on: string, under: string, needs: number][] = [
  ...['sheet', 'ground', 'raised'].map((under): [string, string, number] => ['ink', under, 7]),
  ...['sheet', 'ground', 'raised'].map((under): [string, string, number] => ['ink-2', under, 4.5]),
  ...['sheet', 'ground', 'sunk', 'raised'].map((under): [string, string, number] => ['ink-3', under, 4.5]),
  ['ink-on', 'ink', 4.5],
  ['ink-on', 'pine', 4.5],
  ...['pine', 'dusk', 'brick'].flatMap((tone): [string, string, number][] => [
    [tone, 'sheet', 4.5],
    [tone, `${tone}-soft`, 4.5],
  ]),
  ['turn-ink', 'turn-soft', 4.5],
  ['turn-ink', 'sheet', 4.5],
  ...['pine-soft', 'turn-soft', 'brick-soft', 'dusk-soft'].map((under): [string, string, number] => ['ink', under, 4.5]),
  ...['sheet', 'ground', 'raised'].map((under): [string, string, number] => ['edge', under, 3]),
  ['turn', 'sheet', 3],
  ['turn', 'ground', 3],
  ...people.flatMap((who): [string, string, number][] => [
    ['ink-on', who, 4.5],
    [who, 'sheet', 4.5],
    [who, 'ground', 4.5],
  ]),
]

describe('the tokens', () => {
  it.each(['light', 'dark'] as const)('keep the contrast that each pair needs, in %s', (theme) => {
    const low = pairs.flatMap(([on, under, needs]) => {
      const [a, b] = [themes[theme][on], themes[theme][under]]
      const found = a && b ? ratio(a, b) : 0
      return found < needs ? [`${on} on ${under}: ${found.toFixed(2)}, needs ${needs}`] : []
    })
    expect(low).toEqual([])
  })

  it('are the same in dark, whether the device or the person asked for it', () => {
    expect(colours(chosenDark)).toEqual(colours(systemDark))
    expect(Object.keys(themes.dark).length).toBeGreaterThan(30)
  })
})
