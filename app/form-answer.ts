import 'server-only'
import { TooBusy } from '@/lib/accounts/password-queue'
import { getTranslations } from '@/lib/i18n/translations'
import type { FieldProblem } from '@/lib/field-problem'
import { invalidForm, type FormState, type Issue } from '@/lib/form-state'

/** The sentences of problems, in the language of whoever asked. A problem is named by its field's label. */
async function getSay(): Promise<(issue: Issue) => string> {
  const [fields, labels] = await Promise.all([getTranslations('fields'), getTranslations('labels')])
  return ({ path, message, maximum, minimum, params, parameters }) => {
    const field = String(path[0] ?? 'form') as Parameters<typeof labels.has>[0]
    const label = labels.has(field) ? labels(field) : field
    const problem = fields.has(message as FieldProblem) ? (message as FieldProblem) : 'fillIn'
    return fields(problem, {
      label,
      maximum: Number(maximum ?? params?.maximum ?? 0),
      minimum: Number(minimum ?? 0),
      ...parameters,
    } as never)
  }
}

export const answerInvalid = async (issues: readonly Issue[], values: Record<string, string>): Promise<FormState> =>
  invalidForm(issues, values, await getSay())

/** One problem of one field; `form` is the form as a whole. */
export const answerProblem = (
  field: string,
  message: FieldProblem,
  values: Record<string, string> = {},
  parameters?: Issue['parameters'],
): Promise<FormState> => answerInvalid([{ path: [field], message, parameters }], values)

/** Does what compares or keeps a password. Where too many others do, the form says so, and when to try again: with status 503, which the front door sets. */
export const orBusy = (field: string, values: Record<string, string>, act: () => Promise<FormState>): Promise<FormState> =>
  act().catch((error: unknown) => {
    if (!(error instanceof TooBusy)) throw error
    return answerProblem(field, 'busy', values, { seconds: error.seconds })
  })
