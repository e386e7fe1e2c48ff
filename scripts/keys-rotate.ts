// npm run keys:rotate -- [--data] [--prepare]: a new primary key, and everything under it, while the portal runs.
import { existsSync } from 'node:fs'
import { log, readArguments, run } from './backup/command'

await run(async () => {
  const options = { data: { type: 'boolean' }, prepare: { type: 'boolean' } } as const
  const { values } = readArguments({ options }, 'Usage: npm run keys:rotate -- [--data] [--prepare]')
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ rotateKeys }, { db }] = await Promise.all([import('./keys/rotate'), import('../lib/db')])
  try {
    const isWhole = await rotateKeys({ withData: values.data === true, prepare: values.prepare === true, log })
    if (!isWhole) process.exitCode = 1
  } finally {
    await db.$disconnect()
  }
})
