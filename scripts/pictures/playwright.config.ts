import { defineConfig } from '@playwright/test'
import tests from '../../playwright.config'

export default defineConfig(tests, {
  testDir: '.',
  testMatch: 'pictures.ts',
  outputDir: '../../test-results',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
})
