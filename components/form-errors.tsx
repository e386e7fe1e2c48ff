'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useMemo } from 'react'
import type { FormState } from '@/lib/form-state'
import { ErrorSummary } from './ui/error-summary'

type Label = Parameters<ReturnType<typeof useTranslations<'labels'>>>[0]

type Props = { state: FormState; fields: readonly Label[]; changed: ReadonlySet<string> }

/**
 * What an action answered, in the order of the form. `fields`: the ids of its controls, which are the keys of their labels too; `changed`:
 * those that were changed since.
 */
export function FormErrors({ state, fields, changed }: Props) {
  const labels = useTranslations('labels')
  // Once per answer: a new array on every render would pull the focus while someone types.
  const errors = useMemo(
    () =>
      fields.flatMap((field) => {
        const message = state.errors[field]
        return message ? [{ field, label: labels(field), message }] : []
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the fields of a form never change
    [state],
  )
  return <ErrorSummary errors={errors} changed={changed} message={state.message} />
}
