import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'vite'
import { removeFolder, temporaryFolder } from './processes'

/** A page of the bench's own, built and served on a port of its own; it loads nothing else. */
export interface ServedPage {
  readonly address: string
  stop(): void
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

/** @param configFile of Vite, from the root of the repository */
export async function servePage(configFile: string): Promise<ServedPage> {
  const folder = temporaryFolder()
  await build({ configFile: path.resolve(configFile), logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const server = http.createServer((request, response) => {
    const file = path.join(folder, request.url === '/' ? 'index.html' : path.normalize(request.url ?? ''))
    if (!fs.existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' })
    return fs.createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
      removeFolder(folder)
    },
  }
}
