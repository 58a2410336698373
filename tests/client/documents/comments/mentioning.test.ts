import { describe, expect, it } from 'vitest'
import { mentionsIn, named, namingAt, peopleNamed, piecesOf } from '../../../../client/documents/comments/mentioning'
import { alice, bob, carla } from './said'

const people = [
  { device: alice, name: 'Ana', colour: 0 },
  { device: bob, name: 'Ana María Ruiz', colour: 1 },
  { device: carla, name: 'Réunion', colour: 2 },
]

describe('naming somebody', () => {
  it('begins at an “@” that stands by itself', () => {
    expect(namingAt('ask @an', 7)).toEqual({ from: 4, typed: 'an' })
    expect(namingAt('@', 1)).toEqual({ from: 0, typed: '' })
    expect(namingAt('mail ana@example', 16)).toBeNull()
    expect(namingAt('ask @an, and', 12)).toBeNull()
    expect(namingAt('@ ana', 5)).toBeNull()
    expect(namingAt('no name', 7)).toBeNull()
    expect(namingAt('(@an', 4)).toEqual({ from: 1, typed: 'an' })
  })
  it('finds names by the beginning of any word, without accents', () => {
    expect(peopleNamed(people, 'an').map(({ name }) => name)).toEqual(['Ana', 'Ana María Ruiz'])
    expect(peopleNamed(people, 'maria').map(({ name }) => name)).toEqual(['Ana María Ruiz'])
    expect(peopleNamed(people, 'reu').map(({ name }) => name)).toEqual(['Réunion'])
    expect(peopleNamed(people, 'x')).toEqual([])
    expect(peopleNamed(people, '')).toHaveLength(3)
  })
  it('puts the whole name in, one blank behind it, and the caret after that', () => {
    expect(named('ask @an', { from: 4, typed: 'an' }, 'Ana')).toEqual({ text: 'ask @Ana ', caret: 9 })
    expect(named('ask @an today', { from: 4, typed: 'an' }, 'Ana')).toEqual({ text: 'ask @Ana today', caret: 9 })
  })
})

describe('who is named', () => {
  it('is read from the text, the longer name first, each person once', () => {
    expect(mentionsIn('@Ana María Ruiz and @Réunion, @Réunion', people).map(({ device }) => device)).toEqual([bob, carla])
    expect(mentionsIn('@Anabel', people)).toEqual([])
    expect(mentionsIn('@Ana, look', people)).toEqual([{ device: alice, name: 'Ana' }])
  })
  it('of two with one name is the one that was chosen', () => {
    const two = [{ device: carla, name: 'Ana', colour: 3 }, ...people]
    expect(mentionsIn('@Ana', two)).toEqual([{ device: carla, name: 'Ana' }])
  })
  it('is set apart in what is shown; nothing is lost', () => {
    const pieces = piecesOf('a @Ana b', people)
    expect(pieces.map((piece) => (typeof piece === 'string' ? piece : `[${piece.name}]`))).toEqual(['a ', '[Ana]', ' b'])
    expect(piecesOf('no @Nobody', people)).toEqual(['no @Nobody'])
  })
})
