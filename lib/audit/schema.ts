import { z } from 'zod'

/** What is worth an entry, for good. */
export const auditKinds = [
  'signed-up',
  'logged-in',
  'log-in-failed',
  'logged-out',
  'confirmed',
  'confirm-failed',
  'password-changed',
  'sessions-ended',
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
] as const
export type AuditKind = (typeof auditKinds)[number]

/** Ids, and the names that the user gave. Never a secret: the fields are these, and no other passes. */
export const auditDetailSchema = z.strictObject({
  user: z.string().max(64).optional(),
  attempt: z.string().max(64).optional(),
  registration: z.string().max(64).optional(),
  settingsFile: z.string().max(64).optional(),
  name: z.string().max(200).optional(),
  field: z.enum(['refreshToken', 'xml', 'encryptStatement']).optional(),
  failure: z.string().max(64).optional(),
  count: z.number().int().optional(),
  keyId: z.string().max(64).optional(),
})
export type AuditDetail = z.infer<typeof auditDetailSchema>
