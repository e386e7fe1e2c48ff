// npm run keys:status: what stands under which key, what may be removed from the key file, and what is missing.
import { existsSync } from 'node:fs'
import { log, readArguments, run } from './backup/command'

await run(async () => {
  readArguments({ options: {} }, 'Usage: npm run keys:status')
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ describeKeys }, { db }] = await Promise.all([import('./keys/status'), import('../lib/db')])
  try {
    const { lines, isMissing } = await describeKeys()
    for (const line of lines) log(line)
    if (isMissing) process.exitCode = 1
  } finally {
    await db.$disconnect()
  }
})
