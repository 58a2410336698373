import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { drawings } from '../../client/design/signs/icons.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const assets = path.join(root, 'node_modules/@phosphor-icons/core/assets')
const sprite = path.join(root, 'node_modules/.leaderful/icons.svg')
const name = 'virtual:icon-sprite'

/** One SVG of all icons that `client/design/signs/icons.ts` names. Throws, with the name, if Phosphor has no such drawing. */
export function drawSprite(): string {
  const symbols = drawings().map(({ id, file, weight }) => {
    const from = path.join(assets, weight, weight === 'regular' ? `${file}.svg` : `${file}-${weight}.svg`)
    if (!fs.existsSync(from)) throw new Error(`No such icon: ${id} (${from})`)
    const inside = fs.readFileSync(from, 'utf8').replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
    return `<symbol id="${id}" viewBox="0 0 256 256">${inside}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`
}

/**
 * Gives the module `virtual:icon-sprite`, whose default export is the sprite's address. The sprite is written beside the packages and goes through Vite's
 * own way with files: hashed in a build, served as it is in dev, a plain path in tests.
 */
export function iconSprite(): Plugin {
  return {
    name: 'leaderful:icon-sprite',
    configResolved() {
      const drawn = drawSprite()
      fs.mkdirSync(path.dirname(sprite), { recursive: true })
      if (!fs.existsSync(sprite) || fs.readFileSync(sprite, 'utf8') !== drawn) fs.writeFileSync(sprite, drawn)
    },
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export { default } from ${JSON.stringify(`${sprite}?url`)}` : null),
  }
}
