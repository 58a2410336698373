import { defineConfig } from 'vitest/config'
import { iconSprite } from './scripts/vite/iconSprite.ts'
import { breaking } from './tests/simulation/breaking.ts'
import { MUTANTS } from './tests/simulation/mutants.ts'

/** BROKEN=S6: with that rule broken in the text of the product; some test has to notice. */
const broken = MUTANTS.filter(({ rule }) => rule === process.env.BROKEN)

/** Everything without a browser. Timings are never asserted; the long limits are for slow machines. */
export default defineConfig({
  plugins: [iconSprite(), ...broken.map(breaking)],
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Sockets and child processes on a busy machine may be late; what fails for a reason fails three times.
    retry: process.env.CI ? 2 : 0,
  },
})
