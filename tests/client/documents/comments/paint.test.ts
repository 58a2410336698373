import { describe, expect, it } from 'vitest'
import { chosenRules, restRules } from '../../../../client/documents/comments/paint'
import { THREAD } from './said'

describe('commented words', () => {
  it('have the line of whoever began it; marigold only where something waits for the reader', () => {
    const [own = '', waits = ''] = [restRules([{ id: THREAD, who: '7', waits: false }]), restRules([{ id: THREAD, who: '7', waits: true }])]
    expect(own).toContain('var(--who-7) 60%')
    expect(own).not.toContain('--turn')
    expect(waits).toContain('var(--turn) 100%')
  })
  it('have a ground only while they are chosen', () => {
    expect(restRules([{ id: THREAD, who: null, waits: false }])).not.toContain('background')
    expect(chosenRules({ id: THREAD, who: '2', waits: false })).toMatch(/background-color: .*--who-2\) 15%/)
    expect(chosenRules(null)).toBe('')
  })
  it('cannot bring a rule of their own', () => {
    expect(restRules([{ id: '"] { } body { display: none', who: '1', waits: false }])).toBe('')
    expect(chosenRules({ id: 'x', who: '1', waits: false })).toBe('')
    expect(restRules([{ id: THREAD, who: 'red; }', waits: false }])).toContain('var(--ink-3)')
  })
})
