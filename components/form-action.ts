import type { FormState } from '@/lib/form-state'

/** Pages hand their server action down, so no component reaches into app/. */
export type FormAction = (state: FormState, formData: FormData) => Promise<FormState>
export type PlainAction = (formData: FormData) => Promise<void>
