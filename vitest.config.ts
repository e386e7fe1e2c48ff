import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
// `server-only` throws outside a React server; the tests are one.
const resolve = { alias: { '@': root.replace(/\/$/, ''), 'server-only': `${root}tests/support/server-only.ts` } }
const patient = { testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 2 }
const postgres = ['tests/support/postgres-global.ts']
// The same tests, once on each database: what lib/ does with it must not differ.
const stories = ['tests/integration/stories/**/*.test.ts']
// Real portals that are started and killed many times over: a file takes a minute or two, and far longer where others use the processors.
const untiring = { testTimeout: 600_000, hookTimeout: 120_000, maxWorkers: 3 }

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: ['tests/unit/**/*.test.ts', 'tests/golden/**/*.test.ts'], testTimeout: 30_000 } },
      // It reads every file there is, and a machine may be busy.
      { resolve, test: { name: 'architecture', include: ['tests/architecture.test.ts'], testTimeout: 60_000 } },
      { resolve, test: { name: 'integration', include: ['tests/integration/*.test.ts'], globalSetup: postgres, ...patient } },
      { resolve, test: { name: 'integration-sqlite', include: stories, setupFiles: ['tests/support/use-sqlite.ts'], ...patient } },
      { resolve, test: { name: 'faults', include: ['tests/faults/*.test.ts'], globalSetup: postgres, ...untiring } },
      {
        resolve,
        test: {
          name: 'integration-postgresql',
          include: stories,
          globalSetup: postgres,
          setupFiles: ['tests/support/use-postgresql.ts'],
          ...patient,
        },
      },
    ],
  },
})
