// npm run user -- add | list | disable | enable | reset-mfa | link | delete: accounts at the operator's console.
import { existsSync } from 'node:fs'
import { log, readArguments, run } from './backup/command'
import { Refusal } from './steps/refusal.mjs'

const usage = `Usage: npm run user -- COMMAND
  add you@example.com [--admin]      makes an account, and prints a link by which its user chooses a password
  list                               every account, with what it comes in by
  admin you@example.com              makes an administrator of it
  disable you@example.com            nobody comes in by it any more; enable undoes that
  reset-mfa you@example.com          takes its passkeys, app and recovery codes away
  link you@example.com               prints a link that sets a new password, good for 30 minutes
  delete you@example.com --yes       destroys its key first, then all that is its user's`

await run(async () => {
  const options = { admin: { type: 'boolean' }, yes: { type: 'boolean' }, 'if-none': { type: 'boolean' } } as const
  const { values, positionals } = readArguments({ options, allowPositionals: true }, usage)
  const [command = '', email = '', ...more] = positionals
  if (more.length > 0) throw new Refusal(usage)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ operate }, { db }] = await Promise.all([import('../lib/operate'), import('../lib/db')])
  const operator = operate(log, (message) => new Refusal(message))
  try {
    // For `npm run up`: DEMO_EMAIL and DEMO_PASSWORD, and only while there is no account at all.
    if (command === 'add' && values['if-none']) await operator.addFirst(process.env.DEMO_EMAIL ?? '', process.env.DEMO_PASSWORD ?? '')
    else if (command === 'add') await operator.add(email, values.admin ?? false)
    else if (command === 'list' && !email) await operator.list()
    else if (command === 'admin') await operator.makeAdministrator(email)
    else if (command === 'disable' || command === 'enable') await operator.shut(email, command === 'disable')
    else if (command === 'reset-mfa') await operator.resetFactors(email)
    else if (command === 'link') await operator.printLink(email)
    else if (command === 'delete' && values.yes) await operator.remove(email)
    else throw new Refusal(usage)
  } finally {
    const { mailsSettled } = await import('../lib/mail/pending-mails.mjs')
    await mailsSettled()
    await db.$disconnect()
  }
})
