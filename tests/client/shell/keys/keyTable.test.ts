import { describe, expect, it } from 'vitest'
import { commentKeys } from '../../../../client/documents/comments/keys'
import { documentKeys, screenKeys } from '../../../../client/documents/editor/keys'
import { actOf, frameKeys, letterKeys, type PressedKey, pressed } from '../../../../client/shell/keys/keyTable'

const key = (sign: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key: sign,
  code: /^[a-z]$/i.test(sign) ? `Key${sign.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const free = { isWriting: false, letters: true }

describe('the keys of the frame', () => {
  it.each([
    [key('k', { ctrlKey: true }), 'Ctrl+K'],
    [key('k', { metaKey: true }), 'Ctrl+K'],
    [key('F6', { shiftKey: true }), 'Shift+F6'],
    [key('?', { shiftKey: true }), '?'],
    [key('[', { altKey: true }), 'Alt+['],
    [key('Ç', { code: 'KeyC', altKey: true, shiftKey: true }), 'Alt+Shift+C'],
    [key('ن', { code: 'KeyK', ctrlKey: true }), 'Ctrl+K'],
    [key('Escape'), 'Escape'],
  ])('%o is written %s', (event, name) => expect(pressed(event)).toBe(name))

  it('finds what each does', () => {
    expect(actOf(key('k', { ctrlKey: true }), free)).toBe('find')
    expect(actOf(key('c', { altKey: true, shiftKey: true }), free)).toBe('changed')
    expect(actOf(key('?', { shiftKey: true }), free)).toBe('help')
    expect(actOf(key('k', { ctrlKey: true, shiftKey: true }), free)).toBeNull()
    expect(actOf(key('N', { shiftKey: true }), free)).toBeNull()
  })

  it('single letters do nothing where somebody writes, or once they are switched off', () => {
    for (const { keys } of letterKeys) {
      const event = key(keys.toLowerCase())
      expect(actOf(event, free), keys).not.toBeNull()
      expect(actOf(event, { ...free, isWriting: true }), keys).toBeNull()
      expect(actOf(event, { ...free, letters: false }), keys).toBeNull()
    }
    expect(actOf(key('k', { ctrlKey: true }), { isWriting: true, letters: false })).toBe('find')
  })

  it('no key is bound twice, neither here nor in the text', () => {
    const all = [...frameKeys, ...letterKeys, ...documentKeys, ...screenKeys, ...commentKeys].map(({ keys }) => keys)
    expect(all.filter((keys, i) => all.indexOf(keys) !== i)).toEqual([])
  })
})
