import type { AuditDetail, AuditKind } from '@/lib/audit/schema'
import failureWords from '@/messages/en/failures.json'
import { isFailure } from '@/lib/oauth/failures'

const fields = { refreshToken: 'Refresh Token', xml: 'Content settings.xml', encryptStatement: 'Encrypt Statement' }

const words = {
  'signed-up': 'Account made',
  'logged-in': 'Logged in',
  'log-in-failed': 'Log-in with a wrong password',
  'logged-out': 'Logged out',
  confirmed: 'Password confirmed',
  'confirm-failed': 'Wrong password at a confirmation',
  'password-changed': 'Password changed',
  'sessions-ended': 'All other sessions ended',
  'registration-added': 'App registration added',
  'registration-changed': 'App registration changed',
  'registration-deleted': 'App registration deleted',
  'attempt-opened': 'Preauthenticate pressed',
  'attempt-done': 'Settings file made',
  'attempt-failed': 'No settings file made',
  'attempt-unknown': 'Outcome of an exchange unknown',
  revealed: 'Revealed',
  copied: 'Copied',
  downloaded: 'Settings file downloaded',
  deleted: 'Settings file deleted',
  'keys-rotated': 'Encryption keys changed by the operator',
  'user-deleted': 'Account deleted',
} satisfies Record<AuditKind, string>

const isKnown = (kind: string): kind is AuditKind => Object.hasOwn(words, kind)

/** What an entry says happened, in plain words. One of a later version keeps its own name. Pure. */
export function activityWords(kind: string, { field, failure, count }: AuditDetail): string {
  if (!isKnown(kind)) return kind.replaceAll('-', ' ')
  const what = words[kind]
  if (field && (kind === 'revealed' || kind === 'copied')) return `${what}: ${fields[field]}`
  if (failure && isFailure(failure) && kind === 'attempt-failed') return `${what}: ${failureWords[failure].title.toLowerCase()}`
  if (kind === 'sessions-ended' && count !== undefined) return `${what} (${count})`
  return what
}

const warnings: string[] = ['log-in-failed', 'confirm-failed', 'attempt-unknown']

/** Worth a second look. */
export const isWarning = (kind: string) => warnings.includes(kind)

/** What an entry is about, by the name it had then. Null when it is about the account. Pure. */
export function activityAbout({ settingsFile, attempt, registration, name }: AuditDetail): { name: string; href: string | null } | null {
  if (settingsFile) return { name: name ? `settings-${name}.xml` : 'a settings file', href: `/settings/${settingsFile}` }
  if (attempt) return { name: name ? `settings-${name}.xml` : 'an attempt', href: `/preauthenticate/${attempt}` }
  if (registration) return { name: name ?? 'an app registration', href: `/apps/${registration}` }
  return null
}
