import { domainOf, readEmail } from './mail-address'
import type { Person } from './person'
import type { SignOnRefusal } from './failures'

declare const judged: unique symbol
/** An account that a person may enter, or be linked to, without being logged in to it: only judge says so. */
export type JudgedUserId = string & { readonly [judged]: true }

/** The account with the person's address. `hasIdentityOfIssuer`: somebody of the same issuer is linked to it already. */
export type Account = { userId: string; email: string; emailVerifiedAt: Date | null; hasIdentityOfIssuer: boolean }

/**
 * `identity`: who is linked to the person's issuer and subject. `domains`: the mail domains that the issuer is believed for, `*` for all.
 * `mayCreate`: SSO_CREATE.
 */
export type Circumstances = {
  identity: { userId: string } | null
  account: Account | null
  domains: readonly string[]
  mayCreate: boolean
}

export type Verdict =
  { deed: 'enter' | 'link'; userId: JudgedUserId } | { deed: 'create'; email: string } | { deed: 'refuse'; reason: SignOnRefusal }

const refuse = (reason: SignOnRefusal): Verdict => ({ deed: 'refuse', reason })

// The very domain, not one below it or one that ends the same: who has example.com need not have all of its subdomains.
const isTrusted = (email: string, domains: readonly string[]) =>
  domains.some((domain) => domain === '*' || domain.toLowerCase() === domainOf(email))

// Whoever signed up with somebody else's address would share the account with its owner: its address must have been verified here as well.
function judgeAccount({ userId, email, emailVerifiedAt, hasIdentityOfIssuer }: Account, claimed: string): Verdict {
  if (email !== claimed || hasIdentityOfIssuer) return refuse('belongs-to-another')
  if (!emailVerifiedAt) return refuse('account-unverified')
  return { deed: 'link', userId: userId as JudgedUserId }
}

/**
 * What a person whom the provider vouches for may do here. Pure. A linked identity decides alone, whatever address it comes with today: addresses
 * change hands, subjects do not. An address counts only when the issuer is believed for its domain and vouches for it; nothing is told of an
 * account before.
 */
export function judge(person: Person, { identity, account, domains, mayCreate }: Circumstances): Verdict {
  if (identity) return { deed: 'enter', userId: identity.userId as JudgedUserId }
  const email = readEmail(person.email)
  if (!email) return refuse('no-email')
  if (!person.isEmailVerified) return refuse('unverified-email')
  if (!isTrusted(email, domains)) return refuse('untrusted-domain')
  if (account) return judgeAccount(account, email)
  return mayCreate ? { deed: 'create', email } : refuse('unknown')
}
