import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.csv': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}
/** Made at build time, beside the file itself; the smaller first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const
type Encoding = 'identity' | 'br' | 'gzip'

interface Variant {
  readonly path: string
  readonly size: number
  readonly etag: string
}
interface StaticFile {
  readonly type: string
  /** Its name holds a hash of its bytes. */
  readonly isImmutable: boolean
  readonly variants: Readonly<Partial<Record<Encoding, Variant>>>
}

/**
 * The built app. What may be served is listed at the start, by the path of its URL; whatever else is asked for does not
 * exist, so that no path leads out of the folder.
 */
export class StaticFiles {
  readonly #files = new Map<string, StaticFile>()

  constructor(readonly folder: string) {
    if (!existsSync(folder)) return
    const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    const all = new Set(paths)
    for (const path of paths) {
      const type = TYPES[extname(path)]
      if (type === undefined) continue
      const url = `/${relative(folder, path).split(sep).join('/')}`
      const file: StaticFile = { type, isImmutable: /^\/assets\/.+-[\w-]{8,}\.\w+(\.map)?$/.test(url), variants: variantsOf(path, all) }
      this.#files.set(url, file)
      if (url === '/index.html') this.#files.set('/', file)
    }
  }
  get isEmpty(): boolean {
    return !this.#files.has('/')
  }

  /** false: there is no such file. */
  serve(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const file = this.#files.get(path)
    if (!file) return false
    const [encoding, variant] = chosen(file, String(request.headers['accept-encoding'] ?? ''))
    response.setHeader('Content-Type', file.type)
    response.setHeader('Cache-Control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.setHeader('ETag', variant.etag)
    response.setHeader('Vary', 'Accept-Encoding')
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(variant.etag)) {
      response.writeHead(304).end()
      return true
    }
    response.setHeader('Content-Length', variant.size)
    response.writeHead(200)
    if (request.method === 'HEAD') response.end()
    else
      createReadStream(variant.path)
        .on('error', () => response.destroy())
        .pipe(response)
    return true
  }
}

function variantsOf(path: string, all: ReadonlySet<string>): StaticFile['variants'] {
  const variants: Partial<Record<Encoding, Variant>> = { identity: variantOf(path) }
  for (const [encoding, ending] of ENCODINGS) if (all.has(path + ending)) variants[encoding] = variantOf(path + ending)
  return variants
}
function variantOf(path: string): Variant {
  const hash = createHash('sha256').update(readFileSync(path)).digest('base64url')
  return { path, size: statSync(path).size, etag: `"${hash.slice(0, 22)}"` }
}
/** The first encoding that is there and wanted: not refused by `;q=0`. */
function chosen({ variants }: StaticFile, accepted: string): [Encoding, Variant] {
  const wanted = new Set(
    accepted
      .split(',')
      .map((item) => item.trim().toLowerCase())
      .filter((item) => !/;\s*q=0(\.0*)?$/.test(item))
      .map((item) => item.split(';')[0]?.trim()),
  )
  for (const [encoding] of ENCODINGS) {
    const variant = variants[encoding]
    if (variant && wanted.has(encoding)) return [encoding, variant]
  }
  return ['identity', variants.identity as Variant]
}
