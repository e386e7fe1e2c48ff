import { defineConfig } from '@playwright/test'
import base from './playwright.config'

/** The long look at every page: `npm run check:pages` and `npm run screenshots`. One thing at a time, for figures are taken. */
export default defineConfig(base, { testDir: 'tests/pages', outputDir: 'test-results/pages', workers: 1, timeout: 180_000 })
