// Runs a command with DATABASE_URL pointing at a new, empty PostgreSQL: npx tsx tests/support/with-postgres.ts npx prisma migrate diff …
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startPostgres } from './postgres'

const [program, ...parameters] = process.argv.slice(2)
if (!program) throw new Error('Which command?')

const postgres = await startPostgres()
try {
  const env = { ...process.env, DATABASE_URL: await postgres.createDatabase() }
  const [code] = await once(spawn(program, parameters, { stdio: 'inherit', env }), 'exit')
  process.exitCode = Number(code ?? 1)
} finally {
  await postgres.stop()
}
