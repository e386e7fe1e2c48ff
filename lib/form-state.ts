/** What a form's server action answers. `values`: what was typed, never a secret; `errors`: one message per field name. */
export type FormState = { values: Record<string, string>; errors: Record<string, string>; message: string | null }

export const emptyFormState: FormState = { values: {}, errors: {}, message: null }

/** The first message for each field. `issues` come from zod; an issue without a path belongs to the form as a whole. */
export function invalidForm(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  values: Record<string, string>,
): FormState {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) errors[String(path[0] ?? 'form')] ??= message
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
