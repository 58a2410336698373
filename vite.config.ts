import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'
import { fontPreload } from './scripts/vite/fontPreload.ts'
import { iconSprite } from './scripts/vite/iconSprite.ts'
import { precompress } from './scripts/vite/precompress.ts'
import { serviceWorker } from './scripts/vite/serviceWorker.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The relay: one file for Node; packages stay in node_modules (classic-level brings its own binary). */
const relay: UserConfig = {
  build: {
    outDir: 'dist/sync-server',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    copyPublicDir: false,
  },
}

/**
 * The app. Nothing inline (the relay's policy forbids it): no data URLs, no polyfill script in the page. The oldest
 * browsers are those with BroadcastChannel, Web Locks and module workers: docs/decisions/2026-11-24-browsers.md.
 */
const client: UserConfig = {
  root: at('client'),
  plugins: [react(), iconSprite(), fontPreload(), serviceWorker(), precompress()],
  worker: { format: 'es' },
  build: {
    outDir: at('dist/client'),
    emptyOutDir: true,
    target: ['chrome94', 'firefox114', 'safari15.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    chunkSizeWarningLimit: 900,
    // That compressing takes longer than bundling is known.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    proxy: {
      '/relay': { target: `ws://127.0.0.1:${process.env.RELAY_PORT ?? '5174'}`, ws: true },
      '/health': { target: `http://127.0.0.1:${process.env.RELAY_PORT ?? '5174'}` },
    },
  },
}

export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? relay : client))
