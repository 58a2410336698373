import qrcode from 'qrcode-generator'

export interface QrPath {
  /** Modules per side, without the quiet zone. */
  side: number
  /** One SVG path of all dark modules, runs joined. */
  path: string
}

/** The QR code of a text as one path. Pure. Error correction M (15 %); throws a RangeError when the text is too long for any code (about 2,300 bytes). */
export function qrPath(text: string): QrPath {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  try {
    code.make()
  } catch {
    throw new RangeError(`Too long for a QR code: ${text.length} characters`)
  }
  const side = code.getModuleCount()
  let path = ''
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (!code.isDark(row, column)) continue
      const start = column
      while (column + 1 < side && code.isDark(row, column + 1)) column++
      path += `M${start} ${row}h${column - start + 1}v1h${start - column - 1}z`
    }
  }
  return { side, path }
}
