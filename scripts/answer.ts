// npm run answer: what came from the provider, said yes, and held no token that this portal found.
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { log, readArguments, run } from './backup/command'
import { Refusal } from './steps/refusal.mjs'

const usage = `Usage: npm run answer                      lists the answers that are kept: 30 days, sealed
  npm run answer -- ATTEMPT                its status, headers and size, and what this version reads in it
  npm run answer -- ATTEMPT --body FILE    its bytes into FILE, which only you can read; - for the screen. They may hold a token
  npm run answer -- ATTEMPT --read-again   after an upgrade that understands it: makes the settings file of it`

/** Made before anything is opened: a file that is there already is left alone. */
function openTarget(file: string): number {
  try {
    return file === '-' ? 1 : openSync(file, 'wx', 0o600)
  } catch (error) {
    throw new Refusal(`${file} can't be made (${(error as NodeJS.ErrnoException).code}).`)
  }
}

await run(async () => {
  const options = { body: { type: 'string' }, 'read-again': { type: 'boolean' } } as const
  const { values, positionals } = readArguments({ options, allowPositionals: true }, usage)
  const [attempt, ...more] = positionals
  const { body, 'read-again': isToBeRead } = values
  if (more.length > 0 || (body !== undefined && isToBeRead) || (!attempt && (body !== undefined || isToBeRead))) throw new Refusal(usage)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ keptAnswers }, { db }] = await Promise.all([import('../lib/kept-answers'), import('../lib/db')])
  const operator = keptAnswers(log, (message) => new Refusal(message))
  try {
    if (!attempt) await operator.list()
    else if (isToBeRead) await operator.readAgain(attempt)
    else if (body === undefined) await operator.describe(attempt)
    else {
      const target = openTarget(body)
      writeSync(target, await operator.getBody(attempt))
      if (target !== 1) closeSync(target)
    }
  } finally {
    await db.$disconnect()
  }
})
