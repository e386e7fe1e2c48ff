import { appRegistrationSchema, isHttps, type AppRegistrationValues } from '@/lib/apps/schema'
import { env, isPublicHttps } from '@/lib/env.js'
import { readFields, type Issue } from '@/lib/form-state'
import { getCountry, ownRedirectUri } from '@/lib/providers/catalogue'

/** The fields that may be shown again; the secret is not among them. */
export const registrationFields = ['platform', 'country', 'clientId', 'deviating', 'redirectUri']

/**
 * Reads an app's values from a form, for both forms that hold them. Where the box is not checked, the redirect URI is the portal's own,
 * whatever the form says. Real countries take public https addresses only (facts/exact-online.md, "Redirect URI").
 */
export function readRegistration(formData: FormData): { values: AppRegistrationValues | null; issues: Issue[] } {
  const fields = readFields(formData, [...registrationFields, 'clientSecret'])
  const { platform = '', country = '' } = fields
  const deviating = fields.deviating === 'on'
  const redirectUri = deviating ? fields.redirectUri : ownRedirectUri(platform)
  const read = appRegistrationSchema.safeParse({ ...fields, deviating, redirectUri })
  const issues: Issue[] = read.success ? [] : [...read.error.issues]

  if (!getCountry(platform, country)) issues.push({ path: ['country'], message: 'country' })
  else if (country !== 'sandbox') {
    if (!deviating && !isPublicHttps(env.PORTAL_URL)) {
      issues.push({ path: ['deviating'], message: 'ownRedirectUri' })
    } else if (read.success && !isHttps(read.data.redirectUri)) {
      issues.push({ path: ['redirectUri'], message: 'https' })
    }
  }
  return { values: issues.length === 0 && read.success ? read.data : null, issues }
}
