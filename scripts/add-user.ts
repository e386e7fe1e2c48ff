// Makes an account at the operator's console: `npm run user:add -- mila@kantoor.example`. The password is made here and printed once.
// With --if-none (for `npm run up`) it takes DEMO_EMAIL and DEMO_PASSWORD, and only while there is no account at all.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'

if (existsSync('.env')) process.loadEnvFile('.env')
const [{ signUpSchema }, { hashPassword }, { countUsers, createUser }, { db }] = await Promise.all([
  import('../lib/accounts/schema'),
  import('../lib/accounts/password'),
  import('../lib/accounts/user-store'),
  import('../lib/db'),
])

const isDemo = process.argv.includes('--if-none')
const email = isDemo ? process.env.DEMO_EMAIL : process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const password = (isDemo && process.env.DEMO_PASSWORD) || randomBytes(12).toString('base64url')

function refuse(message: string) {
  console.error(message)
  process.exitCode = 1
}

const account = signUpSchema.safeParse({ email: email ?? '', password })
if (!account.success) refuse(`Usage: npm run user:add -- you@example.com. ${account.error.issues.map((issue) => issue.message).join(' ')}`)
else if (!isDemo || (await countUsers()) === 0) {
  const user = await createUser(account.data.email, await hashPassword(password), new Date(), { byOperator: true })
  if (!user) refuse(`There is an account for ${account.data.email} already.`)
  else console.log(isDemo ? `${account.data.email} can log in` : `${account.data.email} can log in with the password ${password}`)
}
await db.$disconnect()
