'use client'

import type { ComponentProps, MouseEvent } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonSize, type ButtonVariant } from './button'

type Props = Omit<ComponentProps<'button'>, 'type' | 'onClick'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  pendingLabel?: string
  /** For a form that sends itself; otherwise the form around it tells. */
  isPending?: boolean
}

export function SubmitButton({ pendingLabel: given, isPending = false, children, ...rest }: Props) {
  const t = useTranslations('ui')
  const pendingLabel = given ?? t('pending')
  const pending = useFormStatus().pending || isPending
  // Not `disabled`: the focus would be lost. A second press must not queue a second submit, though.
  const holdWhilePending = (event: MouseEvent) => {
    if (pending) event.preventDefault()
  }
  return (
    <>
      <Button type="submit" variant="primary" aria-disabled={pending || undefined} onClick={holdWhilePending} {...rest}>
        {pending ? pendingLabel : children}
      </Button>
      <span role="status" className="sr-only">
        {pending ? pendingLabel : ''}
      </span>
    </>
  )
}
