import { defineConfig } from 'vitest/config'
import { iconSprite } from './scripts/vite/iconSprite.ts'

/** Everything without a browser. Timings are never asserted; the long limits are for slow machines. */
export default defineConfig({
  plugins: [iconSprite()],
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Sockets and child processes on a busy machine may be late; what fails for a reason fails three times.
    retry: process.env.CI ? 2 : 0,
  },
})
