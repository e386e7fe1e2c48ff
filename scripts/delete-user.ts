// npm run user:delete -- you@example.com you@example.com: deletes an account and everything of it, for good. Twice the same, or once with --yes.
import { existsSync } from 'node:fs'
import { log, readArguments, run } from './backup/command'
import { Refusal } from './steps/refusal.mjs'

const usage =
  'Usage: npm run user:delete -- you@example.com you@example.com. The address twice, or once with --yes: nothing brings it back.'

await run(async () => {
  const { values, positionals } = readArguments({ options: { yes: { type: 'boolean' } }, allowPositionals: true }, usage)
  const [email = '', again, ...rest] = positionals
  if (!email || rest.length > 0 || (again === undefined ? !values.yes : again !== email)) throw new Refusal(usage)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ deleteUser }, { emailSchema }, { countUsers }, { db }, { env }] = await Promise.all([
    import('../lib/delete-user'),
    import('../lib/accounts/schema'),
    import('../lib/accounts/user-store'),
    import('../lib/db'),
    import('../lib/env.js'),
  ])
  try {
    const address = emailSchema.safeParse(email).data ?? email
    if (!(await deleteUser(address, new Date()))) throw new Refusal(`There is no account for ${email}.`)
    log(`${address} is deleted. Backups still hold it, under the key that was primary when they were made.`)
    if ((await countUsers()) === 0 && env.SIGN_UP === 'first') log('It was the last account: whoever signs up next makes the first one.')
  } finally {
    await db.$disconnect()
  }
})
