import type { AuditDetail, AuditKind } from '@/lib/audit/schema'
import { auditKinds } from '@/lib/audit/schema'
import type { Texts } from '@/lib/i18n/texts'
import { isFailure } from '@/lib/oauth/failures'

type Words = { t: Texts<'activity'>; labels: Texts<'labels'>; failures: Texts<'failures'> }

const isKnown = (kind: string): kind is AuditKind => auditKinds.some((known) => known === kind)

/** What an entry says happened, in plain words. One of a later version keeps its own name. Pure. */
export function activityWords(kind: string, { field, failure, count }: AuditDetail, { t, labels, failures }: Words): string {
  if (!isKnown(kind)) return kind.replaceAll('-', ' ')
  const what = t(`kinds.${kind}`)
  if (field && (kind === 'revealed' || kind === 'copied')) return t('withDetail', { what, detail: labels(field) })
  if (failure && isFailure(failure) && kind === 'attempt-failed') return t('withDetail', { what, detail: failures(`${failure}.title`) })
  if (kind === 'sessions-ended' && count !== undefined) return t('withCount', { what, count })
  return what
}

const warnings: string[] = ['log-in-failed', 'confirm-failed', 'attempt-unknown']

/** Worth a second look. */
export const isWarning = (kind: string) => warnings.includes(kind)

/** What an entry is about: by the name it had then, or, without one, by what it is. Null when it is about the account. Pure. */
export type ActivityAbout = { name: string | null; what: 'settingsFile' | 'attempt' | 'registration'; href: string | null }

export function activityAbout({ settingsFile, attempt, registration, name }: AuditDetail): ActivityAbout | null {
  const file = name ? `settings-${name}.xml` : null
  if (settingsFile) return { what: 'settingsFile', name: file, href: `/settings/${settingsFile}` }
  if (attempt) return { what: 'attempt', name: file, href: `/preauthenticate/${attempt}` }
  if (registration) return { what: 'registration', name: name ?? null, href: `/apps/${registration}` }
  return null
}
