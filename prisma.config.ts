// Prisma's command line only: the portal itself reads its settings in lib/env.js.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'prisma/config'

const root = import.meta.dirname
const envFile = join(root, '.env')
if (existsSync(envFile)) process.loadEnvFile(envFile)

// Without this the CLI downloads a native engine before it does anything, `generate` included. Where that engine is
// already installed it is used; elsewhere scripts/schema-engine.mjs answers in its place (docs/decisions has the reasons).
const engines = join(root, 'node_modules/@prisma/engines')
const hasNativeEngine = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith('schema-engine-'))
if (!hasNativeEngine) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(root, 'scripts/schema-engine.mjs')

const url = process.env.DATABASE_URL || 'file:./data/portal.db'
const folder = /^postgres(ql)?:/.test(url) ? 'prisma/postgresql' : 'prisma'

export default defineConfig({
  schema: `${folder}/schema.prisma`,
  migrations: { path: `${folder}/migrations` },
  datasource: { url },
})
