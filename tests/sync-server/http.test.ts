import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relayWith } from '../support/relays'

let folder = ''
const page = `<!doctype html><title>Leaderful</title>${' '.repeat(600)}`
const script = `console.log('${'x'.repeat(600)}')`
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leaderful-app-'))
  mkdirSync(join(folder, 'app/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, 'app', name), text)
    writeFileSync(join(folder, 'app', `${name}.br`), brotliCompressSync(text))
    writeFileSync(join(folder, 'app', `${name}.gz`), gzipSync(text))
  }
  write('index.html', page)
  write('assets/main-a1B2c3D4.js', script)
  writeFileSync(join(folder, 'app/sw.js'), '// worker')
  writeFileSync(join(folder, 'app/.env'), 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'app/link.txt'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const served = () => relayWith({}, { staticDir: join(folder, 'app') })

/** Exactly this path, unlike fetch, which tidies it. */
function get(url: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }>((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(url).port, path, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
    })
      .on('error', reject)
      .end()
  })
}

describe('the app’s files', () => {
  it('the page is asked for anew each time, assets with a hash in their name never', async () => {
    const { url } = await served()
    const index = await get(url, '/')
    expect([index.status, index.body.toString()]).toEqual([200, page])
    expect(index.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', vary: 'Accept-Encoding' })
    expect((await get(url, '/index.html')).body.toString()).toBe(page)
    const asset = await get(url, '/assets/main-a1B2c3D4.js')
    expect(asset.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' })
    expect((await get(url, '/sw.js')).headers['cache-control']).toBe('no-cache')
    const etag = String(index.headers.etag)
    expect(etag).toMatch(/^"[\w-]+"$/)
    expect(await get(url, '/', { 'If-None-Match': etag })).toMatchObject({ status: 304, body: { length: 0 } })
    expect((await get(url, '/', { 'If-None-Match': '"other"' })).status).toBe(200)
  })
  it('the smallest form that the browser takes, made at build time', async () => {
    const { url } = await served()
    const path = '/assets/main-a1B2c3D4.js'
    const encoding = async (accepts: string) => (await get(url, path, { 'Accept-Encoding': accepts })).headers['content-encoding'] ?? 'identity'
    expect(await encoding('gzip, deflate, br, zstd')).toBe('br')
    expect(await encoding('gzip')).toBe('gzip')
    expect(await encoding('br;q=0, gzip')).toBe('gzip')
    expect(await encoding('')).toBe('identity')
    const { body, headers } = await get(url, path, { 'Accept-Encoding': 'br' })
    expect(Buffer.compare(body, brotliCompressSync(script))).toBe(0)
    expect(headers.etag).not.toBe((await get(url, path)).headers.etag)
    expect(await get(url, path, { 'Accept-Encoding': 'br' }, 'HEAD')).toMatchObject({ status: 200, body: { length: 0 } })
  })
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/..\\secret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/.env',
    '/link.txt',
    '/index.html/',
    '/assets',
    '/assets/main-a1B2c3D4.js.br',
    '/constructor',
    '/d/some-document',
  ])('no path leads out of the folder, or to what is not the app: %s', async (path) => {
    const { url } = await served()
    const { status, body } = await get(url, path)
    expect(status).toBe(404)
    expect(body.toString()).not.toMatch(/secret|root:/)
  })
  it('nothing but GET and HEAD; the strict policy stands on every answer', async () => {
    const { url } = await served()
    for (const [path, method, status] of [
      ['/', 'GET', 200],
      ['/', 'POST', 405],
      ['/', 'DELETE', 405],
      ['/nothing', 'GET', 404],
      ['/health', 'GET', 200],
    ] as const) {
      const answer = await get(url, path, {}, method)
      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' wss: ws://localhost:* ws://127.0.0.1:*; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      })
    }
  })
  it('a relay without the app says so', async () => {
    const { url } = await relayWith()
    expect((await get(url, '/')).body.toString()).toMatch(/The app is not served here/)
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', connections: 0, rooms: 0 })
  })
})

describe('slow and odd requests', () => {
  const talk = (port: number, text: string) =>
    new Promise<string>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' })
      let heard = ''
      socket.on('data', (data) => {
        heard += data.toString('latin1')
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(heard))
      socket.write(text)
    })
  it('slowloris: headers that do not come to an end within 10 s (here 0.2) end the connection', async () => {
    const { port } = await relayWith({ headersMs: 200 })
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.on('error', () => {})
    socket.resume()
    socket.write('GET / HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('X-Drip: 1\r\n'), 20)
    await new Promise((resolve) => socket.once('close', resolve))
    clearInterval(drip)
  })
  it('headers that are too large, and what is no HTTP', async () => {
    const { port, url } = await relayWith()
    expect(await talk(port, `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`)).toBe('')
    expect(await talk(port, 'nonsense\r\n\r\n')).toBe('')
    expect((await get(url, '/health')).status).toBe(200)
  })
  it('a WebSocket anywhere but at /relay is not opened', async () => {
    const { port } = await relayWith()
    const said = await talk(
      port,
      'GET /other HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    expect(said).toMatch(/^HTTP\/1\.1 404/)
  })
})
