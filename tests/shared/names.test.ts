import { describe, expect, it } from 'vitest'
import { CLOSE, closeReasonOf } from '../../shared/closeCodes'
import { relayNameOf } from '../../shared/relayName'

describe('names', () => {
  it('[S9] a relay is named as it was dialled', () => {
    expect(relayNameOf('wss://Relay.Example/relay')).toBe('relay.example')
    expect(relayNameOf('wss://relay.example:443/relay')).toBe('relay.example')
    expect(relayNameOf('ws://127.0.0.1:4300/relay')).toBe('127.0.0.1:4300')
    expect(relayNameOf('ws://[::1]:80/')).toBe('[::1]')
  })
  it('[S9] every close code has words, and is one of its own', () => {
    const codes = Object.values(CLOSE).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { code, words } of Object.values(CLOSE)) {
      expect(words.length).toBeGreaterThan(0)
      expect(CLOSE[closeReasonOf(code) ?? 'badMessage'].code).toBe(code)
    }
    expect(closeReasonOf(1000)).toBeNull()
  })
})
