import 'server-only'
import { beginChallenge, takeChallenge } from './accounts/challenge-store'
import { takeBeginning } from './accounts/log-in'
import type { User } from './accounts/require-user'
import { provenUser } from './accounts/user-id'
import { createUser, findCredentialsById } from './accounts/user-store'
import { confirmed } from './confirm-identity'
import { chainOf, enter, type Entered, type Origin } from './enter'
import { env } from './env.js'
import { note } from './note'
import { settleFactorChange, type Owner } from './own-factors'
import { finishSignOn } from './sign-on/answer'
import { beginSignOn } from './sign-on/authorization'
import type { SignOnFailure, SignOnRefusal } from './sign-on/failures'
import { findAccount, findIdentity, linkIdentity, listIdentities, noteIdentityUse, unlinkIdentity } from './sign-on/identity-store'
import type { Person } from './sign-on/person'
import { signOnDetailSchema } from './sign-on/schema'
import { judge } from './sign-on/trust'

/** What the identity provider is asked for: to come in, to be linked to the account that is logged in, or to confirm that it is still they. */
export type SignOnPurpose = 'log-in' | 'link' | 'confirm'
/** `shut`: an administrator has shut the account. */
export type SignOnProblem = SignOnFailure | SignOnRefusal | 'shut'
type Begun = { ok: true; url: string; challengeId: string } | { ok: false; problem: SignOnFailure | 'slowed' }
/** `sessionId`: as in Confirmed. `returnTo`: where its user wanted to go. */
export type SignedOn =
  | { ok: true; purpose: 'log-in'; entered: Entered; returnTo: string }
  | { ok: true; purpose: 'link' | 'confirm'; sessionId: string | null; returnTo: string }
  | { ok: false; purpose: SignOnPurpose; problem: SignOnProblem; returnTo: string }

/** The way to the identity provider, and the id of the challenge for the browser's cookie. */
export async function beginSignOnEntrance(
  { purpose, user, returnTo }: { purpose: SignOnPurpose; user: User | null; returnTo: string },
  origin: Origin,
  now = new Date(),
): Promise<Begun> {
  if (!env.SSO_ISSUER) return { ok: false, problem: 'provider-error' }
  if (await takeBeginning(origin.address, now)) return { ok: false, problem: 'slowed' }
  const begun = await beginSignOn(purpose === 'confirm' ? { prompt: 'login', maxAgeSeconds: 0 } : {}, now)
  if (!begun.ok) return { ok: false, problem: begun.failure }
  const detail = { purpose, returnTo, asked: begun.detail }
  return { ok: true, url: begun.url, challengeId: await beginChallenge('sign-on', user?.id ?? null, detail, now) }
}

/** What was begun was this browser's, and ends → the provider's answer holds → it serves the purpose that it was asked for. */
export async function endSignOn(
  { challengeId, address, user }: { challengeId: string; address: URL; user: User | null },
  origin: Origin,
  now = new Date(),
): Promise<SignedOn> {
  const begun = await takeChallenge(challengeId, 'sign-on', now)
  if (!begun) return { ok: false, purpose: 'log-in', problem: 'expired', returnTo: '/' }
  const { purpose, returnTo, asked } = begun.detail as { purpose: SignOnPurpose; returnTo: string; asked: unknown }
  const refuse = (problem: SignOnProblem): SignedOn => ({ ok: false, purpose, problem, returnTo })
  const answer = await finishSignOn(address, signOnDetailSchema.parse(asked), now)
  if (!answer.ok) return refuse(answer.failure)
  if (purpose === 'log-in') {
    const entered = await enterAs(answer.person, origin, now)
    return typeof entered === 'string' ? refuse(entered) : { ok: true, purpose, entered, returnTo }
  }
  // Whoever began it is still logged in here: nobody gets somebody else's identity linked.
  if (!user || begun.userId !== user.id) return refuse('expired')
  if (purpose === 'link') {
    const problem = await link(user, answer.person, origin, now)
    return problem ? refuse(problem) : { ok: true, purpose, sessionId: null, returnTo }
  }
  const identity = await findIdentity(answer.person.issuer, answer.person.subject)
  if (identity?.userId !== user.id) return refuse('belongs-to-another')
  return { ok: true, purpose, sessionId: (await confirmed(user, now)).sessionId, returnTo }
}

/** An identity that is linked decides; else the rules of lib/sign-on/trust.ts. */
async function enterAs(person: Person, origin: Origin, now: Date): Promise<Entered | SignOnProblem> {
  const identity = await findIdentity(person.issuer, person.subject)
  const account = person.email ? await findAccount(person.email, person.issuer) : null
  const verdict = judge(person, { identity, account, domains: env.SSO_DOMAINS, mayCreate: env.SSO_CREATE === 'on' })
  if (verdict.deed === 'refuse') return verdict.reason
  const isNew = verdict.deed === 'create'
  const id = isNew ? (await createUser({ email: verdict.email, passwordHash: null }, now))?.id : verdict.userId
  const user = id ? await findCredentialsById(id) : null
  if (!user) return 'unknown'
  if (isNew) await note(chainOf(user.id), 'signed-up', {}, now)
  if (user.disabledAt) return 'shut'
  if (verdict.deed === 'enter') await noteIdentityUse(provenUser(user), person, now)
  else {
    const problem = await link({ ...user, id: provenUser(user) }, person, origin, now)
    if (problem) return problem
  }
  return enter(user, 'sign-on', origin, now, { isExpected: isNew })
}

type Linked = Omit<Owner, 'sessionIdHash'> & { sessionIdHash?: string }

async function link(user: Linked, person: Person, origin: Origin, now: Date): Promise<SignOnProblem | null> {
  if (!(await linkIdentity(user.id, person, now))) return 'belongs-to-another'
  const owner = { ...user, sessionIdHash: user.sessionIdHash ?? null }
  await settleFactorChange(owner, { kind: 'factor-added', factor: 'sign-on', name: env.SSO_NAME, audit: 'identity-linked' }, origin, now)
  return null
}

/** False: it is not theirs, or the only way in that is left. */
export async function unlink(user: User, id: string, origin: Origin, now = new Date()): Promise<boolean> {
  const isOnlyWay = env.AUTH_MODE === 'sso' && (await listIdentities(user.id)).length < 2
  if (isOnlyWay || !(await unlinkIdentity(user.id, id))) return false
  const change = { kind: 'factor-removed', factor: 'sign-on', name: env.SSO_NAME, audit: 'identity-unlinked' } as const
  await settleFactorChange(user, change, origin, now)
  return true
}
