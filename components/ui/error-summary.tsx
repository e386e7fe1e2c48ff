'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { useEffect, useRef } from 'react'

export type FieldError = { field: string; label: string; message: string }

type Props = { errors: FieldError[]; changed: ReadonlySet<string>; message?: string | null }

/** `field` is the id of the control. A new array means a new answer of the server: it takes the focus again. What was `changed` since is struck out. */
export function ErrorSummary({ errors, changed, message }: Props) {
  const t = useTranslations('ui')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [errors, message])

  if (errors.length === 0 && !message) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      autoFocus
      className="flex gap-3 rounded-md border border-bad-line bg-bad-soft px-4 py-3 text-md text-bad"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-[18px] flex-none" />
      <div className="grid min-w-0 gap-1">
        <p className="font-semibold">{message ?? t('thingsToMend', { count: errors.length })}</p>
        {errors.length > 0 && (
          <ul className="grid gap-1">
            {errors.map(({ field, label, message: text }) => (
              <li key={field}>
                <a
                  href={`#${field}`}
                  className={`inline-block min-h-6 underline-offset-2 ${changed.has(field) ? 'line-through' : 'underline hover:no-underline'}`}
                >
                  {t('mend', { label, text })}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
