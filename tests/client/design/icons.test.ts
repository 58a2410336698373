import sprite from 'virtual:icon-sprite'
import { describe, expect, it } from 'vitest'
import { drawings, symbolOf } from '../../../client/design/signs/icons'
import { drawSprite } from '../../../scripts/vite/iconSprite'

describe('the icons', () => {
  it('are all drawn by Phosphor, once each, in one sprite', () => {
    const drawn = drawSprite()
    const ids = drawings().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(drawn).toContain(`<symbol id="${id}" viewBox="0 0 256 256"><path`)
    expect(drawn).not.toMatch(/script|style=|href/)
  })

  it('fall back to the regular drawing where a weight was not drawn', () => {
    expect(symbolOf('home', 'fill')).toBe('home-fill')
    expect(symbolOf('home', 'bold')).toBe('home')
    expect(symbolOf('check', 'bold')).toBe('check-bold')
  })

  it('have an address in tests too', () => {
    expect(sprite).toMatch(/icons.*\.svg/)
  })
})
