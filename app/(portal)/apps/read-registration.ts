import { canonicalClientId } from '@/lib/apps/client-id'
import { appRegistrationSchema, isHttps, type AppRegistrationValues } from '@/lib/apps/schema'
import { tidyFields } from '@/lib/apps/tidy-fields'
import type { User } from '@/lib/accounts/require-user'
import { env, isPublicHttps } from '@/lib/env.js'
import { readFields, type Issue } from '@/lib/form-state'
import { findOwnLogIn } from '@/lib/own-log-in'
import { getCountry, getPlatform, ownRedirectUri } from '@/lib/providers/catalogue'

/** The fields that may be shown again; the secret is not among them. */
export const registrationFields = ['platform', 'country', 'clientId', 'deviating', 'redirectUri']

/** `shown`: what stands in the form again when something is wrong. */
type Reading = { values: AppRegistrationValues | null; issues: Issue[]; shown: Record<string, string> }

/**
 * Reads an app's values from a form, for both forms that hold them, without what came along when they were copied. Where the box is not
 * checked, the redirect URI is the portal's own, whatever the form says. Real countries take public https addresses only
 * (facts/exact-online.md, "Redirect URI"). The user's own log-in is no value of an app.
 */
export async function readRegistration(user: User, formData: FormData): Promise<Reading> {
  const { asTyped = '', ...given } = readFields(formData, [...registrationFields, 'clientSecret', 'asTyped'])
  const { platform = '', country = '' } = given
  const own = ownRedirectUri(platform)
  const { fields, issues } = tidyFields(given, { asTyped, own })
  const deviating = fields.deviating === 'on'
  const redirectUri = deviating ? fields.redirectUri : own
  issues.push(...(await findOwnLogInIssues(user, fields)))
  const read = appRegistrationSchema.safeParse({ ...fields, deviating, redirectUri })
  if (!read.success) issues.push(...read.error.issues)
  issues.push(...judgeClientId(platform, fields))

  if (!getCountry(platform, country)) issues.push({ path: ['country'], message: 'country' })
  else if (country !== 'sandbox') {
    if (!deviating && !isPublicHttps(env.PORTAL_URL)) {
      issues.push({ path: ['deviating'], message: 'ownRedirectUri' })
    } else if (read.success && !isHttps(read.data.redirectUri)) {
      issues.push({ path: ['redirectUri'], message: 'https' })
    }
  }
  const shown = Object.fromEntries(registrationFields.map((name) => [name, fields[name] ?? '']))
  return { values: issues.length === 0 && read.success ? read.data : null, issues, shown }
}

async function findOwnLogInIssues(user: User, { clientId = '', clientSecret = '' }: Record<string, string>): Promise<Issue[]> {
  const found = await findOwnLogIn(user, { clientId: clientId.trim(), clientSecret: clientSecret.trim() })
  return found.map(({ field, problem, seconds = 0 }) => ({ path: [field], message: problem, parameters: { seconds } }))
}

/** What was put into the wrong field: a refusal by the provider would cost one of the ten errors. What is missing is told by the schema. */
function judgeClientId(platform: string, fields: Record<string, string>): Issue[] {
  const row = getPlatform(platform)
  const clientId = canonicalClientId((fields.clientId ?? '').trim())
  const secret = canonicalClientId((fields.clientSecret ?? '').trim())
  if (!row || !clientId) return []
  const fits = row.clientIdPattern.test(clientId)
  if (fits) return secret === clientId ? [{ path: ['clientSecret'], message: 'secretIsId' }] : []
  return [
    { path: ['clientId'], message: row.clientIdPattern.test(secret) ? 'swapped' : 'clientIdPattern', parameters: { platform: row.name } },
  ]
}
