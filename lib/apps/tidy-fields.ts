import type { Issue } from '../form-state'
import { tidyValue } from './tidy-value'
import { valueFields } from './value-labels'

/**
 * The fields of a form as they are meant, for a browser that did not tidy them itself (components/use-tidy-values.ts). What was more than
 * blanks is told as a problem of its field: nobody sends to a provider what they have not seen. `asTyped`: the fields that stay as they are,
 * for their user said so; `own`: the redirect URI for which the box Deviating Redirect URI stays clear.
 */
export function tidyFields(
  given: Record<string, string>,
  { asTyped, own }: { asTyped: string; own: string },
): { fields: Record<string, string>; issues: Issue[] } {
  const fields = { ...given }
  const issues: Issue[] = []
  const stay = asTyped.split(' ', valueFields.length)
  for (const field of valueFields) {
    if (stay.includes(field) || (field === 'redirectUri' && fields.deviating !== 'on')) continue
    const tidied = tidyValue(field, given[field] ?? '')
    if (!tidied) continue
    const isBlock = tidied.removed.length === 0
    // What one block said is not overruled by a field that was filled beside it.
    Object.assign(fields, isBlock && { [field]: '' }, tidied.values)
    if (tidied.values.redirectUri !== undefined) fields.deviating = tidied.values.redirectUri === own ? '' : 'on'
    const message = isBlock ? 'takenApart' : field === 'clientSecret' ? 'secretTidied' : 'tidied'
    if (tidied.removed.some((one) => one !== 'blanks' && one !== 'invisible') || isBlock) issues.push({ path: [field], message })
    if (isBlock) break
  }
  return { fields, issues }
}
