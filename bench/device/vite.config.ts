import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The page that is measured in the browser. One copy of Yjs, and not the peer's own. */
export default defineConfig({
  root: at('.'),
  resolve: { alias: { yjs: at('../../node_modules/yjs'), 'y-indexeddb': at('../node_modules/y-indexeddb') } },
})
