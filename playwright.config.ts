import { defineConfig } from '@playwright/test'
import { browserArguments } from './tests/e2e/support/browser'

/** `npm test` finds (or installs) the browser and says where it is; without that, Playwright's own. */
const executablePath = process.env.CHROMIUM_PATH

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine may be late; a test that passes only at a second try is named in the report.
  retries: process.env.CI ? 2 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: browserArguments },
    screenshot: 'only-on-failure',
  },
})
