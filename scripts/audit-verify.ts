// npm run audit:verify -- [--witness FILE]: proves every chain of the audit trail, one line for each that is broken.
//
// The database alone can't tell a whole chain from one that somebody made anew from its first entry. FILE holds the ends of all chains, noted at an
// earlier run and kept where the database's writers do not reach: they must still be in their chains. A run that finds all whole notes the new ends.
import { existsSync } from 'node:fs'
import { log, readArguments, run } from './backup/command'

await run(async () => {
  const { values } = readArguments({ options: { witness: { type: 'string' } } }, 'Usage: npm run audit:verify -- [--witness FILE]')
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ verifyAll }, { db }] = await Promise.all([import('./audit/verify-all'), import('../lib/db')])
  try {
    if (!(await verifyAll(values.witness, log))) process.exitCode = 1
  } finally {
    await db.$disconnect()
  }
})
