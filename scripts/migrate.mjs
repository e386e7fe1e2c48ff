// npm run db:migrate: brings the database of DATABASE_URL to this version's schema, SQLite or PostgreSQL.
import { existsSync } from 'node:fs'
import { migrate } from './migrations.mjs'

if (existsSync('.env')) process.loadEnvFile('.env')

try {
  const { applied, total } = await migrate(process.env.DATABASE_URL || 'file:./data/portal.db', { log: (line) => console.log(line) })
  console.log(applied.length ? `${applied.length} of ${total} migrations applied` : `nothing to do: all ${total} migrations are applied`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
