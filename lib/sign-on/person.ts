import { domainOf, readEmail } from './mail-address'

/**
 * Who came in, as the provider says; `issuer` and `subject` together are its name for them, for good (OpenID Connect Core 1.0, 5.7).
 * `email`: the way accounts have it; null where there is none that an account could have. `authenticatedAt`: when they logged in there; null
 * where the provider does not say.
 */
export type Person = {
  issuer: string
  subject: string
  email: string | null
  isEmailVerified: boolean
  name: string | null
  authenticatedAt: Date | null
}

/** What an ID token or the userinfo endpoint says, its signature and its recipient checked before. */
export type Claims = Readonly<Record<string, unknown>>

const googleIssuer = 'https://accounts.google.com'

// Google verifies any address once, when an account is made. It goes on answering for its own, and for those of a Workspace (`hd`).
const isGooglesOwn = ({ email, hd }: Claims) =>
  ['gmail.com', 'googlemail.com'].includes(domainOf(readEmail(email) ?? '')) || (typeof hd === 'string' && hd !== '')

/**
 * Whether the provider vouches that the address is this person's. Entra ID never says `email_verified`; its `xms_edov` tells that the owner of
 * the domain does. A no is a no, whatever stands beside it. See docs/operations/single-sign-on.md.
 */
export function isEmailVerified(issuer: string, claims: Claims): boolean {
  const { email_verified: said, xms_edov: isDomainOwners } = claims
  if (said === true) return issuer !== googleIssuer || isGooglesOwn(claims)
  return said === undefined && (isDomainOwners === true || isDomainOwners === 1 || isDomainOwners === '1')
}

const readName = (value: unknown) =>
  (typeof value === 'string' &&
    value
      .slice(0, 1_000)
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\s]+/gu, ' ')
      .trim()
      .slice(0, 200)) ||
  null

/**
 * The address and the word on it are taken from the same place: what one place says of its address tells nothing of another's. Pure.
 * @param userInfo what the userinfo endpoint said of the same subject; null where it was not asked
 */
export function readPerson(token: Claims & { iss: string; sub: string; auth_time?: number }, userInfo: Claims | null): Person {
  const { iss: issuer, sub: subject, auth_time: seconds } = token
  const source = userInfo ?? token
  return {
    issuer,
    subject,
    email: readEmail(source.email),
    isEmailVerified: isEmailVerified(issuer, source),
    name: readName(token.name ?? source.name),
    authenticatedAt: seconds === undefined ? null : new Date(seconds * 1000),
  }
}
