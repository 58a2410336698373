import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const client = path.resolve(import.meta.dirname, '../../../client')

interface Sheet {
  file: string
  text: string
}

function sheets(folder: string): Sheet[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) return sheets(at)
    if (!entry.name.endsWith('.css')) return []
    return [{ file: path.relative(client, at), text: fs.readFileSync(at, 'utf8').replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')) }]
  })
}

interface Declaration {
  where: string
  property: string
  value: string
}

function declarationsOf({ file, text }: Sheet): Declaration[] {
  return [...text.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(([, property = '', value = '']) => ({
    where: file,
    property,
    value: value.trim(),
  }))
}

/** What does not mirror on purpose. */
const meantPhysical = new Set([
  // Placed by coordinates that code measures from the window's corner.
  'documents/screen/Panels.module.css inset: 0 auto auto 0',
  'documents/blocks/BlockHandle.module.css inset: 0 auto auto 0',
  'documents/comments/screen/SelectionButton.module.css inset: 0 auto auto 0',
  'copies/screen/Suggested.module.css inset: 0 auto auto 0',
  // A check mark, drawn as two edges of a turned box: it is the same in every script.
  'documents/screen/blocks.module.css border-width: 0 2px 2px 0',
])

/** Colours that are no token's: a QR code is dark on white in every theme, since scanners want that. */
const meantColours = new Set([
  'design/tokens.css',
  'design/signs/QrCode.module.css',
  'shell/DevicesScreen.module.css background: #ffffff',
  'shell/InviteDialog.module.css background: #ffffff',
])

const all = sheets(client)
const declarations = all.flatMap(declarationsOf)

/** Values separated by spaces, with what stands in brackets kept whole. */
function parts(value: string): string[] {
  return value.match(/(?:[^\s(]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s]+)/g) ?? []
}

/** Why a declaration would not mirror, or null. */
function physical({ property, value }: Pick<Declaration, 'property' | 'value'>): string | null {
  if (/^(?:left|right|top|bottom)$/.test(property)) return 'inset-inline or inset-block'
  if (/^(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-|$)/.test(property)) return '-inline or -block'
  if (/^border-(?:top|bottom)-(?:left|right)-radius$/.test(property)) return 'border-start-start-radius and its like'
  if (/^(?:min-|max-)?(?:width|height)$/.test(property)) return 'inline-size or block-size'
  if (/^(?:text-align|float|clear|caption-side)$/.test(property) && /\b(?:left|right)\b/.test(value)) return 'start or end'
  if (/^(?:margin|padding|inset|border-radius|border-width|border-style|border-color)$/.test(property) && !value.includes('/')) {
    const sides = parts(value)
    if (sides.length === 4 && sides[1] !== sides[3]) return 'four values that differ at the sides do not mirror'
  }
  return null
}

describe('style sheets', () => {
  it('are found', () => {
    expect(all.length).toBeGreaterThan(20)
    expect(declarations.length).toBeGreaterThan(500)
  })

  it('mirror: logical properties only (LOOK section 11)', () => {
    const found = declarations.flatMap((declaration) => {
      const { where, property, value } = declaration
      const instead = meantPhysical.has(`${where} ${property}: ${value}`) ? null : physical(declaration)
      return instead ? [`${where}: ${property}: ${value} (use ${instead})`] : []
    })
    expect(found).toEqual([])
  })

  it('would be caught if they did not', () => {
    expect(physical({ property: 'margin-left', value: '1px' })).not.toBeNull()
    expect(physical({ property: 'right', value: '0' })).not.toBeNull()
    expect(physical({ property: 'padding', value: '0 1px 0 calc(1px + 2px)' })).not.toBeNull()
    expect(physical({ property: 'padding', value: '0 calc(1px + 2px) 4px calc(1px + 2px)' })).toBeNull()
    expect(physical({ property: 'text-align', value: 'right' })).not.toBeNull()
    expect(physical({ property: 'margin-inline-start', value: '1px' })).toBeNull()
  })

  it('take every colour from the tokens', () => {
    const found = declarations
      .filter(
        ({ where, property, value }) =>
          !meantColours.has(where) &&
          !meantColours.has(`${where} ${property}: ${value}`) &&
          /#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab)\(/i.test(value),
      )
      .map(({ where, property, value }) => `${where}: ${property}: ${value}`)
    expect(found).toEqual([])
  })

  it('use only tokens that exist', () => {
    const defined = new Set(all.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name)))
    /** Set from code, or by the headless components. */
    const given = new Set(['--size', '--popover-available-height', '--popover-anchor-width', '--popover-available-width'])
    const found = all.flatMap(({ file, text }) =>
      [...text.matchAll(/var\((--[\w-]+)(\s*,)?/g)]
        .filter(([, name = '', fallback]) => !fallback && !defined.has(name) && !given.has(name))
        .map(([, name]) => `${file}: ${name}`),
    )
    expect(found).toEqual([])
  })

  it('write nothing below 11 px', () => {
    const small = declarations.filter(({ property, value }) => {
      if (property !== 'font-size' && property !== 'font') return false
      const size = /(?:^|\s)([\d.]+)(rem|px)/.exec(value)
      return size !== null && Number(size[1]) * (size[2] === 'rem' ? 16 : 1) < 11
    })
    expect(small.map(({ where, value }) => `${where}: ${value}`)).toEqual([])
  })
})
