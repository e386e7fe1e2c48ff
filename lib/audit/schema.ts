import { z } from 'zod'
import { boundedText } from '../bounded-text'

/** What is worth an entry, for good. */
export const auditKinds = [
  'signed-up',
  'logged-in',
  'log-in-failed',
  'logged-out',
  'confirmed',
  'confirm-failed',
  'second-factor-failed',
  'password-changed',
  'password-reset',
  'email-changed',
  'sessions-ended',
  'session-ended',
  'passkey-added',
  'passkey-removed',
  'totp-added',
  'totp-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'identity-linked',
  'identity-unlinked',
  'data-exported',
  'deletion-asked',
  'deletion-withdrawn',
  'registration-added',
  'registration-changed',
  'registration-deleted',
  'registration-restored',
  'attempt-opened',
  'attempt-done',
  'attempt-failed',
  'attempt-unknown',
  'revealed',
  'copied',
  'downloaded',
  'deleted',
  'restored',
  'keys-rotated',
  'user-deleted',
  'user-invited',
  'invitation-withdrawn',
  'user-disabled',
  'user-enabled',
  'role-changed',
  'factors-reset',
] as const
export type AuditKind = (typeof auditKinds)[number]

/** What administrators and the operator do to accounts: shown to administrators, and each to whom it was done. */
export const administrativeKinds = [
  'user-invited',
  'invitation-withdrawn',
  'user-disabled',
  'user-enabled',
  'role-changed',
  'factors-reset',
  'sessions-ended',
  'user-deleted',
  'keys-rotated',
] as const satisfies readonly AuditKind[]

/** Ids, and the names that the user gave. Never a secret: the fields are these, and no other passes. */
export const auditDetailSchema = z.strictObject({
  user: boundedText(64).optional(),
  by: boundedText(64).optional(),
  invitation: boundedText(64).optional(),
  method: boundedText(24).optional(),
  role: z.enum(['user', 'administrator']).optional(),
  attempt: boundedText(64).optional(),
  registration: boundedText(64).optional(),
  settingsFile: boundedText(64).optional(),
  name: boundedText(200).optional(),
  field: z.enum(['refreshToken', 'xml', 'encryptStatement']).optional(),
  failure: boundedText(64).optional(),
  count: z.number().int().optional(),
  keyId: boundedText(64).optional(),
})
export type AuditDetail = z.infer<typeof auditDetailSchema>
