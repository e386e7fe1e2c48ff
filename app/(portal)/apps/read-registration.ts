import { appRegistrationSchema, isHttps, type AppRegistrationValues } from '@/lib/apps/schema'
import { tidyFields } from '@/lib/apps/tidy-fields'
import { guid } from '@/lib/apps/value-labels'
import { env, isPublicHttps } from '@/lib/env.js'
import { readFields, type Issue } from '@/lib/form-state'
import { getCountry, ownRedirectUri } from '@/lib/providers/catalogue'

/** The fields that may be shown again; the secret is not among them. */
export const registrationFields = ['platform', 'country', 'clientId', 'deviating', 'redirectUri']

/** `shown`: what stands in the form again when something is wrong. */
type Reading = { values: AppRegistrationValues | null; issues: Issue[]; shown: Record<string, string> }

/**
 * Reads an app's values from a form, for both forms that hold them, without what came along when they were copied. Where the box is not
 * checked, the redirect URI is the portal's own, whatever the form says. Real countries take public https addresses only
 * (facts/exact-online.md, "Redirect URI").
 */
export function readRegistration(formData: FormData): Reading {
  const { asTyped = '', ...given } = readFields(formData, [...registrationFields, 'clientSecret', 'asTyped'])
  const { platform = '', country = '' } = given
  const own = ownRedirectUri(platform)
  const { fields, issues } = tidyFields(given, { asTyped, own })
  const deviating = fields.deviating === 'on'
  const redirectUri = deviating ? fields.redirectUri : own
  const read = appRegistrationSchema.safeParse({ ...fields, deviating, redirectUri })
  if (!read.success) issues.push(...read.error.issues)
  // Pasted twice: a refusal by Exact Online would cost one of the ten errors.
  if (guid.test(fields.clientId ?? '') && fields.clientSecret === fields.clientId)
    issues.push({ path: ['clientSecret'], message: 'secretIsId' })

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
