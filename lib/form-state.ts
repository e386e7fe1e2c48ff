import type { FieldProblem } from './field-problem'

/** What a form's server action answers. `values`: what was typed, never a secret; `errors`: one sentence per field name. */
export type FormState = { values: Record<string, string>; errors: Record<string, string>; message: string | null }

export const emptyFormState: FormState = { values: {}, errors: {}, message: null }

/** What is wrong with a field: from zod, whose messages are FieldProblems too, or found by the door. An empty path is the form as a whole. */
export type Issue = {
  path: readonly PropertyKey[]
  message: FieldProblem | (string & {})
  maximum?: number | bigint
  /** Of a rule of our own. */
  params?: Record<string, unknown>
  minimum?: number | bigint
  parameters?: Record<string, string | number>
}

/** The first problem of each field. `say`: the sentence of a problem, in the user's language. */
export function invalidForm(issues: readonly Issue[], values: Record<string, string>, say: (issue: Issue) => string): FormState {
  const errors: Record<string, string> = {}
  for (const issue of issues) errors[String(issue.path[0] ?? 'form')] ??= say(issue)
  return { values, errors, message: errors.form ?? null }
}

/** The strings of a form, each name once (the first). Files and unknown names are ignored. */
export function readFields(formData: FormData, names: readonly string[]): Record<string, string> {
  const read = (name: string) => {
    const value = formData.get(name)
    return typeof value === 'string' ? value : ''
  }
  return Object.fromEntries(names.map((name) => [name, read(name)]))
}
