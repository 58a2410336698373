import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The page with others' editors; one copy of Yjs. */
export default defineConfig({ root: fileURLToPath(new URL('.', import.meta.url)), resolve: { dedupe: ['yjs', 'y-protocols'] } })
