import qrcode from 'qrcode-generator'
import { describe, expect, it } from 'vitest'
import { qrPath } from '../../../client/design/signs/qrPath'

describe('a QR code as one path', () => {
  it('has exactly the dark modules', () => {
    const text = 'https://eastbank.example/#1w.p4Zr0cV7mJqE-ünï'
    const { side, path } = qrPath(text)
    const dark = new Set<string>()
    for (const run of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
      expect(run[3]).toBe(run[4])
      for (let x = Number(run[1]); x < Number(run[1]) + Number(run[3]); x++) dark.add(`${x} ${run[2]}`)
    }
    const code = qrcode(0, 'M')
    code.addData(text, 'Byte')
    code.make()
    for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) expect(dark.has(`${x} ${y}`)).toBe(code.isDark(y, x))
  })

  it('holds an invitation, and says so when a text is too long for any code', () => {
    expect(qrPath(`https://leaderful.example/#${'a'.repeat(400)}`).side).toBeLessThan(90)
    expect(() => qrPath('a'.repeat(3000))).toThrow(RangeError)
  })
})
