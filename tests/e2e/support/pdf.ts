import zlib from 'node:zlib'

/** One page of a PDF as Chromium writes it: its size in points, and its words, a line for each change of height. */
export interface PdfPage {
  readonly width: number
  readonly height: number
  readonly text: string
}

/** Reads just what Chromium's own printing writes (no object streams, each glyph by its code, fonts with a map to Unicode). Throws on anything else. */
export function pagesOf(pdf: Buffer): PdfPage[] {
  const text = pdf.toString('latin1')
  const objects = new Map<string, { head: string; stream: number | null }>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(stream\n|endobj)/g)) {
    const [whole, id = '', head = '', end] = match
    objects.set(id, { head, stream: end === 'endobj' ? null : match.index + whole.length })
  }
  const inflated = (id: string): string => {
    const stream = objects.get(id)?.stream
    if (stream == null) throw new Error(`the PDF has no stream ${id}`)
    return zlib.inflateSync(pdf.subarray(stream)).toString('latin1')
  }
  const maps = new Map<string, Map<string, string>>()
  const mapOf = (font: string): Map<string, string> => {
    const known = maps.get(font)
    if (known) return known
    const id = /\/ToUnicode (\d+)/.exec(objects.get(font)?.head ?? '')?.[1]
    const map = id === undefined ? new Map<string, string>() : unicodeOf(inflated(id))
    maps.set(font, map)
    return map
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.map(({ head }) => {
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head) ?? []
    const contents = /\/Contents (\d+)/.exec(head)?.[1] ?? ''
    const fonts = new Map([...head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]))
    return { width: Number(width), height: Number(height), text: wordsIn(inflated(contents), (name) => mapOf(fonts.get(name) ?? '')) }
  })
}

const character = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** Code of a glyph, as hexadecimal, to what it stands for. */
function unicodeOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, part = ''] of cmap.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of part.matchAll(/<(\w+)> <(\w+)>/g)) map.set(code, character(to))
  for (const [, part = ''] of cmap.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', to = ''] of part.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const start = Number.parseInt(first, 16)
      for (let code = start; code <= Number.parseInt(last, 16); code++) {
        const hex = (Number.parseInt(to, 16) + code - start).toString(16).padStart(4, '0')
        map.set(code.toString(16).toUpperCase().padStart(first.length, '0'), character(hex))
      }
    }
  return map
}

function wordsIn(contents: string, mapOf: (font: string) => Map<string, string>): string {
  let map = new Map<string, string>()
  let height = ''
  let words = ''
  for (const [, font, y, codes] of contents.matchAll(/\/(F\d+) [\d.]+ Tf|([-\d.]+) Tm|<(\w+)> Tj/g)) {
    if (font !== undefined) map = mapOf(font)
    else if (y !== undefined) {
      if (y !== height) words += '\n'
      height = y
    } else if (codes !== undefined) {
      const size = map.keys().next().value?.length ?? 2
      for (let at = 0; at < codes.length; at += size) words += map.get(codes.slice(at, at + size)) ?? ''
    }
  }
  return words
}
