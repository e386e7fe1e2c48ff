import 'server-only'
import { verifyPassword } from './accounts/password'
import { takeTry, type Limit } from './accounts/rate-limit-store'
import type { User } from './accounts/require-user'
import { normaliseEmail } from './accounts/schema'
import { findCredentialsById } from './accounts/user-store'
import type { FieldProblem } from './field-problem'

/** `seconds`: until the next try, where there were too many. */
export type OwnLogInProblem = { field: 'clientId' | 'clientSecret'; problem: FieldProblem; seconds?: number }

// Saying that a text is the password is an answer to a guess, too. Nobody registers so many apps within an hour.
const limit: Limit = { free: 50, maximumWaitMs: 60_000, windowMs: 60 * 60 * 1000 }

/**
 * What a password manager puts into a form that is no log-in: the user's own address in place of a client ID, and their password in place of a
 * client secret, where it would be kept and sent to a provider. Costs one hash where a secret was typed, and nothing for an account without a password.
 */
export async function findOwnLogIn(
  user: User,
  values: { clientId: string; clientSecret: string },
  now = new Date(),
): Promise<OwnLogInProblem[]> {
  const isOwnEmail = normaliseEmail(values.clientId) === user.email
  const secret = values.clientSecret && (await findOwnPassword(user, values.clientSecret, now))
  return [...(isOwnEmail ? [{ field: 'clientId', problem: 'clientIdOwnEmail' } as const] : []), ...(secret ? [secret] : [])]
}

async function findOwnPassword({ id }: User, secret: string, now: Date): Promise<OwnLogInProblem | null> {
  const { passwordHash } = (await findCredentialsById(id)) ?? {}
  if (!passwordHash) return null
  const retryAt = await takeTry(`own password ${id}`, limit, now)
  if (retryAt) return { field: 'clientSecret', problem: 'slowedSeconds', seconds: Math.ceil((retryAt.getTime() - now.getTime()) / 1000) }
  return (await verifyPassword(passwordHash, secret)) ? { field: 'clientSecret', problem: 'secretOwnPassword' } : null
}
