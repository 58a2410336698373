import zlib from 'node:zlib'

/**
 * A screenshot (8 bits a channel, not interlaced) with 256 colours: half the bytes, and no eye sees it in letters on a
 * plain ground. Throws if it is another kind of PNG.
 */
export function packed(png: Buffer): Buffer {
  const [width, height, depth, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]
  if (depth !== 8 || (kind !== 2 && kind !== 6)) throw new Error('not a screenshot')
  const pixels = unfiltered(zlib.inflateSync(dataOf(png)), width, height, kind === 2 ? 3 : 4)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = paletteOf([...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)))
  const places = new Map(palette.map((colour, place) => [colour, place]))
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(palette, colour))
  // Before each row stands its filter: none.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] ?? 0) ?? 0
  const header = Buffer.from(png.subarray(16, 29))
  header[9] = 3
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const data = zlib.deflateSync(rows, { level: 9, memLevel: 9 })
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function dataOf(png: Buffer): Buffer {
  const data: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return Buffer.concat(data)
}

/** Colours as 0xrrggbb, row by row. */
function unfiltered(bytes: Buffer, width: number, height: number, channels: number): Uint32Array {
  const stride = width * channels
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (stride + 1)]
    const row = new Uint8Array(bytes.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))
    for (let at = 0; at < stride; at++) {
      const [left, up, corner] = at < channels ? [0, above[at] ?? 0, 0] : [row[at - channels] ?? 0, above[at] ?? 0, above[at - channels] ?? 0]
      const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? paeth(left, up, corner) : 0
      row[at] = (row[at] ?? 0) + guess
    }
    for (let x = 0; x < width; x++) {
      const at = x * channels
      pixels[y * width + x] = ((row[at] ?? 0) << 16) | ((row[at + 1] ?? 0) << 8) | (row[at + 2] ?? 0)
    }
    above = row
  }
  return pixels
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** Squares of differences, red, green and blue together, that nobody sees. */
const ALIKE = 20

/** At most 256, the most frequent first, none like another: what is rare keeps a colour of its own. */
function paletteOf(colours: readonly number[]): number[] {
  const palette: number[] = []
  for (const colour of colours) if (palette.length < 256 && palette.every((other) => distance(colour, other) >= ALIKE)) palette.push(colour)
  return palette
}

const distance = (a: number, b: number): number => [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0)

function nearest(palette: readonly number[], colour: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (const [place, other] of palette.entries()) {
    const far = distance(colour, other)
    if (far < least) [best, least] = [place, far]
  }
  return best
}

function chunk(kind: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), bytes])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(bytes.length)
  check.writeUInt32BE(zlib.crc32(body))
  return Buffer.concat([length, body, check])
}
