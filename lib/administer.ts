import 'server-only'
import { doorOf, officeOf, withdrawInvitation } from './accounts/administration-store'
import { dropChallenges } from './accounts/challenge-store'
import { makeLink } from './accounts/mail-link-store'
import type { Administrator } from './accounts/require-user'
import { revokeAllSessions } from './accounts/session-store'
import { provenUser, type UserId } from './accounts/user-id'
import { findCredentials, findCredentialsById, type Role } from './accounts/user-store'
import type { AuditDetail, AuditKind } from './audit/schema'
import { auditWrites } from './audit/store'
import { commit, type Write } from './db'
import { addresseeOf, chainOf } from './enter'
import { factorRemovals } from './factors/store'
import { giveUpOffice } from './give-up-office'
import type { Locale } from './i18n/locale-names'
import { joinAddress } from './join'
import { deleteAtOnce } from './leave'
import { sendMail } from './mail/send-mail'
import { note } from './note'

/** `missing`: there is no such account any more. `known`: the address has one. */
export type AdministrationProblem = 'missing' | 'last-administrator' | 'known'
export type Outcome = { ok: true } | { ok: false; problem: AdministrationProblem }
/** Who acts on an account: an administrator, or the operator at the console (lib/operate.ts). */
export type Actor = Administrator | 'operator'

const done: Outcome = { ok: true }
const failed = (problem: AdministrationProblem): Outcome => ({ ok: false, problem })
/** In an entry the operator has no name. */
const nameOf = (by: Actor): AuditDetail => (by === 'operator' ? {} : { by: by.id })

/** What is done to an account stands in the portal's chain, in one transaction with the deed; and in the chain of whom it was done to. */
async function decree(by: Actor, id: string, kind: AuditKind, write: () => Write[], now: Date, detail: AuditDetail = {}): Promise<Outcome> {
  const outcome = await commit(async () => {
    if (!(await findCredentialsById(id))) return { value: failed('missing'), writes: [] }
    const entry = await auditWrites('portal', kind, { ...detail, ...nameOf(by), user: id }, now)
    return { value: done, writes: [...write(), ...entry] }
  })
  if (outcome.ok) await note(chainOf(id), kind, { ...detail, ...nameOf(by) }, now)
  return outcome
}

/** Sends a link by which somebody makes an account. The same address anew: the older link leads nowhere any more. */
export async function invite(
  by: Administrator,
  { email, role, locale }: { email: string; role: Role; locale: Locale },
  now = new Date(),
): Promise<Outcome> {
  if (await findCredentials(email)) return failed('known')
  const { id, token, expiresAt } = await makeLink({ purpose: 'invitation', email, role, invitedBy: by.id }, now)
  await note('portal', 'user-invited', { by: by.id, invitation: id, role }, now)
  sendMail({ email, locale, timeZone: null }, { kind: 'invitation', link: joinAddress(token), expiresAt, invitedBy: by.email })
  return done
}

export async function withdraw(by: Administrator, id: string, now = new Date()): Promise<Outcome> {
  if (!(await withdrawInvitation(by, id))) return failed('missing')
  await note('portal', 'invitation-withdrawn', { by: by.id, invitation: id }, now)
  return done
}

/** Nobody comes in by the account any more, from the very next request on; what it keeps stays. */
export async function disable(by: Actor, id: string, now = new Date()): Promise<Outcome> {
  const change = { write: () => doorOf(id, now), kind: 'user-disabled', detail: nameOf(by) } as const
  const outcome = await giveUpOffice(id, change, now)
  if (outcome !== 'done') return failed(outcome)
  const user = await findCredentialsById(id)
  if (!user) return failed('missing')
  await shut(provenUser(user), now)
  await note(chainOf(id), 'user-disabled', nameOf(by), now)
  sendMail(addresseeOf(user), { kind: 'account-disabled' })
  return done
}

async function shut(id: UserId, now: Date): Promise<void> {
  await revokeAllSessions(id, now)
  await dropChallenges(id)
}

export const enable = (by: Actor, id: string, now = new Date()) => decree(by, id, 'user-enabled', () => [doorOf(id, null)], now)

export async function changeRole(by: Actor, id: string, role: Role, now = new Date()): Promise<Outcome> {
  if (role === 'administrator') return decree(by, id, 'role-changed', () => [officeOf(id, role)], now, { role })
  const outcome = await giveUpOffice(id, { write: () => officeOf(id, role), kind: 'role-changed', detail: { ...nameOf(by), role } }, now)
  if (outcome !== 'done') return failed(outcome)
  await note(chainOf(id), 'role-changed', { ...nameOf(by), role }, now)
  return done
}

export async function endSessions(by: Administrator, id: string, now = new Date()): Promise<Outcome> {
  const user = await findCredentialsById(id)
  if (!user) return failed('missing')
  await revokeAllSessions(provenUser(user), now)
  return decree(by, id, 'sessions-ended', () => [], now)
}

/** For somebody whose second factor and recovery codes are lost, and who has shown otherwise who they are. All log-ins end. */
export async function resetFactors(by: Actor, id: string, now = new Date()): Promise<Outcome> {
  const user = await findCredentialsById(id)
  if (!user) return failed('missing')
  await shut(provenUser(user), now)
  const outcome = await decree(by, id, 'factors-reset', () => factorRemovals(id), now)
  if (outcome.ok) sendMail(addresseeOf(user), { kind: 'factors-reset', at: now })
  return outcome
}

export async function deleteAccount(by: Actor, id: string, now = new Date()): Promise<Outcome> {
  const user = await findCredentialsById(id)
  if (!user) return failed('missing')
  const outcome = await deleteAtOnce(user, now, nameOf(by).by ?? null)
  return outcome.ok ? done : outcome
}
