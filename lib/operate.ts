import 'server-only'
import { listAllAccounts } from './accounts/administration-store'
import { hashPassword } from './accounts/password'
import { emailSchema } from './accounts/schema'
import { countUsers, createUser, findCredentials, type Credentials } from './accounts/user-store'
import { changeRole, deleteAccount, disable, enable, resetFactors, type Outcome } from './administer'
import { makeResetLink } from './recover-password'

type Say = (line: string) => void
type Refuse = (message: string) => Error

const lastOne = 'This is the last administrator: make another one first, with `npm run user -- admin`.'

/** What the operator does to accounts at the console. `refuse` makes the error that ends a command with a sentence. */
export function operate(say: Say, refuse: Refuse) {
  const find = async (text: string): Promise<Credentials> => {
    const user = await findCredentials(emailSchema.safeParse(text).data ?? text)
    if (!user) throw refuse(`There is no account for ${text}.`)
    return user
  }
  /** What was refused is told in words of the console. */
  const require = (outcome: Outcome, email: string): void => {
    if (!outcome.ok) throw refuse(outcome.problem === 'last-administrator' ? lastOne : `There is no account for ${email}.`)
  }
  const add = async (text: string, password: string | null, isAdministrator: boolean): Promise<Credentials> => {
    const email = emailSchema.safeParse(text)
    if (!email.success) throw refuse(`This is no e-mail address: ${text}`)
    // Somebody has to run the portal. Nobody becomes it by signing up.
    const role = isAdministrator || (await countUsers()) === 0 ? 'administrator' : 'user'
    const passwordHash = password === null ? null : await hashPassword(password)
    if (!(await createUser({ email: email.data, passwordHash, role }, new Date())))
      throw refuse(`There is an account for ${email.data} already.`)
    return find(email.data)
  }
  /** A password that somebody else has seen is nobody's: whoever the account is for chooses it. */
  const sayLink = async (user: Credentials) => {
    const { link, expiresAt } = await makeResetLink(user, new Date())
    say(`${link}\nsets the password of ${user.email}, once, until ${expiresAt.toISOString()}`)
  }

  return {
    async add(email: string, isAdministrator: boolean): Promise<void> {
      await sayLink(await add(email, null, isAdministrator))
    },
    async addFirst(email: string, password: string): Promise<void> {
      if ((await countUsers()) === 0) say(`${(await add(email, password, true)).email} can log in`)
    },
    async list(): Promise<void> {
      for await (const { email, role, createdAt, disabledAt, hasPassword, passkeys, totp, identities } of listAllAccounts(new Date())) {
        const by = [hasPassword && 'password', passkeys && `${passkeys} passkeys`, totp && 'app', identities && 'single sign-on']
        const marks = [
          role,
          createdAt.toISOString().slice(0, 10),
          disabledAt && 'disabled',
          by.filter(Boolean).join(', ') || 'no password yet',
        ]
        say([email, ...marks.filter(Boolean)].join('  '))
      }
    },
    async makeAdministrator(email: string): Promise<void> {
      const user = await find(email)
      require(await changeRole('operator', user.id, 'administrator'), email)
      say(`${user.email} is an administrator`)
    },
    async shut(email: string, isShut: boolean): Promise<void> {
      const user = await find(email)
      require(await (isShut ? disable : enable)('operator', user.id), email)
      say(`${user.email} is ${isShut ? 'shut: nobody comes in by it' : 'open again'}`)
    },
    async resetFactors(email: string): Promise<void> {
      const user = await find(email)
      require(await resetFactors('operator', user.id), email)
      say(`${user.email} has neither passkeys nor app nor recovery codes any more, and is logged out everywhere`)
    },
    async printLink(email: string): Promise<void> {
      await sayLink(await find(email))
    },
    async remove(email: string): Promise<void> {
      const user = await find(email)
      require(await deleteAccount('operator', user.id), email)
      say(`${user.email} is deleted. Backups still hold it, under the key that was primary when they were made.`)
    },
  }
}
