'use client'

import { useMemo } from 'react'
import type { FormState } from '@/lib/form-state'
import { ErrorSummary } from './ui/error-summary'

/** What an action answered, in the order of the form: `labels` maps a field's id to its label. */
export function FormErrors({ state, labels }: { state: FormState; labels: Record<string, string> }) {
  // Once per answer: a new array on every render would pull the focus while someone types.
  const errors = useMemo(
    () =>
      Object.entries(labels).flatMap(([field, label]) => {
        const message = state.errors[field]
        return message ? [{ field, label, message }] : []
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the labels of a form never change
    [state],
  )
  return <ErrorSummary errors={errors} message={state.message} />
}
