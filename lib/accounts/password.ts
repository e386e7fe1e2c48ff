import 'server-only'
import { inTurn } from './password-queue'

// Loaded with the first password.
const argon2 = () => import('@node-rs/argon2')

// argon2id is the library's default; 19 MiB, 2 passes, 1 lane are OWASP's first recommendation. About 13 ms here.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const head = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`

const hash = async (password: string) => (await argon2()).hash(password.normalize('NFC'), parameters)

/** For somebody who may set one, and so is no stranger. @throws TooBusy of lib/accounts/password-queue.ts, as verifyPassword does */
export const hashPassword = (password: string) => inTurn(() => hash(password), { isKnown: true })

/** Whether a hash was made with other parameters than today's: its password is hashed anew at the next log-in, the one moment when it is known. */
export const isOutdated = (passwordHash: string) => !passwordHash.startsWith(head)

let unusedHash: Promise<string> | undefined

/** A missing account costs the same work as a wrong password, so the time tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    unusedHash ??= hash(crypto.randomUUID())
    const matches = await (await argon2()).verify(passwordHash ?? (await unusedHash), password.slice(0, 1_000).normalize('NFC'))
    return matches && passwordHash !== null
  })
}
