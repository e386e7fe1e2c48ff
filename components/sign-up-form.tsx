'use client'

import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

const labels = { email: 'E-mail address', password: 'Password' }

export function SignUpForm({ action, initial }: { action: FormAction; initial: FormState }) {
  const [state, submit] = useActionState(action, initial)
  return (
    <form action={submit} noValidate className="grid gap-[18px]">
      <FormErrors state={state} labels={labels} />
      <TextField
        label={labels.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state.values.email}
        error={state.errors.email}
        hint="You log in with it. No mail is ever sent to it."
      />
      <TextField
        label={labels.password}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        error={state.errors.password}
        hint="At least 8 characters. A few unrelated words make a good one."
      />
      <SubmitButton pendingLabel="Signing up…">Sign up</SubmitButton>
    </form>
  )
}
