import { describe, expect, it } from 'vitest'
import { initialsOf, whoOf } from '../../../client/design/people/person'

describe('what stands in a disc', () => {
  it('is the first two letters of the name, with their marks', () => {
    expect(initialsOf('Ana', 28)).toBe('An')
    expect(initialsOf('tomás', 28)).toBe('To')
    expect(initialsOf('Élodie', 28)).toBe('Él')
    expect(initialsOf('E\u0301lodie', 28)).toBe('Él')
    expect(initialsOf('“Jo” Smith', 28)).toBe('Jo')
  })

  it('is one letter below 21 px, of one-letter names, and in scripts whose letters join or fill a square', () => {
    expect(initialsOf('Ana', 20)).toBe('A')
    expect(initialsOf('Ana', 21)).toBe('An')
    expect(initialsOf('X', 28)).toBe('X')
    expect(initialsOf('A B', 28)).toBe('A')
    expect(initialsOf('ليلى', 28)).toBe('ل')
    expect(initialsOf('美玲', 28)).toBe('美')
    expect(initialsOf('किरण', 28)).toBe('कि')
  })

  it('is nothing where there is no name', () => {
    expect(initialsOf('  …', 28)).toBe('')
  })
})

describe('a person’s colour', () => {
  it('goes round after ten, and is not there before there is a workspace', () => {
    expect([0, 9, 10, 23].map(whoOf)).toEqual(['1', '10', '1', '4'])
    expect(whoOf(null)).toBeUndefined()
    expect(whoOf(-3)).toBe('1')
  })
})
