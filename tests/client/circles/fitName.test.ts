import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitName, LINE, widthOf } from '../../../client/circles/map/fitName'

const RADIUS = 35

describe('a name in the disc of a role', () => {
  it('stands whole: on lines of its words, then smaller, then parted where people would part it', () => {
    expect(fitName('Treasurer', RADIUS, 12)).toEqual({ lines: ['Treasurer'], size: 12, direction: 'ltr' })
    expect(fitName('Stairwell organiser', RADIUS, 12).lines).toEqual(['Stairwell', 'organiser'])
    expect(fitName('Facilitator of the month', RADIUS, 14).lines).toEqual(['Facilitator', 'of the', 'month'])
    expect(fitName('Spokesperson', RADIUS, 16).lines).toEqual(['Spokes-', 'person'])
    expect(fitName('Interpreters', RADIUS, 18).lines).toEqual(['Inter-', 'preters'])
    expect(fitName("Interpreters' coordinator", RADIUS, 15).lines).toEqual(['Inter-', "preters'", 'coordi-', 'nator'])
    expect(fitName('Note-taker', RADIUS, 18).lines).toEqual(['Note-', 'taker'])
  })

  it('joined letters are not parted, and the ellipsis stands where they end', () => {
    const { lines, direction } = fitName('المسؤوليةالطويلةجدا', RADIUS, 16)
    expect(direction).toBe('rtl')
    expect(lines.at(-1)).toMatch(/…$/)
    expect(lines.join('')).not.toContain('-')
  })

  it('whatever it is, no line leaves the disc, and nothing of it is lost but behind an ellipsis', () => {
    const word = fc.stringMatching(/^[a-zA-ZñéÄأبتمن]{1,18}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.integer({ min: 12, max: 22 }), (words, given) => {
        const name = words.join(' ')
        const { lines, size } = fitName(name, RADIUS, given)
        for (const [at, line] of lines.entries()) {
          const corner = Math.abs((at - (lines.length - 1) / 2) * size * LINE)
          expect(Math.hypot(corner, (widthOf(line) * size) / 2)).toBeLessThanOrEqual(RADIUS + 0.01)
        }
        if (!lines.some((line) => line.endsWith('…'))) expect(lines.join(' ').replaceAll('- ', '')).toBe(name)
      }),
      { numRuns: 500 },
    )
  })
})
