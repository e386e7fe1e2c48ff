import type { Locale } from '../i18n/locale-names'

/** Who gets a mail. `timeZone`: of the IANA database; null: times are told in UTC, and say so. */
export type Addressee = { email: string; locale: Locale; timeZone: string | null }

export type Factor = 'passkey' | 'totp' | 'recovery-codes' | 'sign-on'

/** `link`: an address of the portal itself, whole; good once, until `expiresAt`. */
type Proof = { link: string; expiresAt: Date }
/** Where something was done: the browser as people call it (`Firefox on Windows`), and the network it was done from. */
type Trace = { at: Date; device: string; place: string }
/** `name`: what its user calls it, or the provider; null where there is only one. */
type FactorChange = { factor: Factor; name: string | null } & Trace

/** Everything that the portal sends, and what each says besides its fixed words (messages/<language>/mail.json). */
export type Mail =
  | ({ kind: 'sign-up' } & Proof)
  /** Somebody signed up with an address that has an account already. */
  | { kind: 'sign-up-known' }
  /** `invitedBy`: the address of an administrator. */
  | ({ kind: 'invitation'; invitedBy: string } & Proof)
  | ({ kind: 'reset' } & Proof)
  /** To the new address, to prove it. */
  | ({ kind: 'change-email'; oldEmail: string } & Proof)
  /** To the old address, before the new one is proved. */
  | { kind: 'email-changing'; newEmail: string }
  /** To both. */
  | { kind: 'email-changed'; oldEmail: string; newEmail: string }
  | ({ kind: 'new-device' } & Trace)
  | ({ kind: 'password-changed' } & Trace)
  | ({ kind: 'factor-added' } & FactorChange)
  | ({ kind: 'factor-removed' } & FactorChange)
  /** By an administrator, or by the operator at the console. */
  | { kind: 'factors-reset'; at: Date }
  | { kind: 'account-disabled' }
  | { kind: 'deletion-asked'; deletionAt: Date }
  | { kind: 'deleted' }

/** Whose paper a mail is written on: the portal's name, its origin, and its accent as `#rrggbb`. */
export type Letterhead = { name: string; url: string; accent: { light: string; dark: string } }

/** A mail without its layout: what is said, line by line, in the language of whoever reads it. */
export type Letter = { subject: string; greeting: string; blocks: Block[]; copyLink: string }
export type Block = { text: string } | { details: Detail[] } | { label: string; link: string }
/** `line`: both in one, for a text without columns. */
export type Detail = { term: string; value: string; line: string }
