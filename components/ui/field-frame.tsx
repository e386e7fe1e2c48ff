import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type FieldProps = { label: string; name: string; id?: string; hint?: ReactNode; error?: string; mono?: boolean }

/** Ties a control to its hint and its error by id. */
export function describeField({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? (true as const) : undefined }
}

export function controlClass({ error, mono, extra = '' }: { error?: string; mono?: boolean; extra?: string }) {
  const border = error ? 'border-bad' : 'border-line-strong'
  const face = mono ? 'font-mono text-sm' : 'text-base'
  return `block w-full min-w-0 rounded-md border bg-surface px-3 py-2 text-ink ${border} ${face} ${extra}`.trim()
}

export function FieldMessages({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 text-sm font-medium text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-ink-3 wrap-anywhere">
          {hint}
        </div>
      )}
    </>
  )
}

type FrameProps = FieldProps & { id: string; action?: ReactNode; children: ReactNode }

/** `action`: a small button beside the label. */
export function FieldFrame({ id, label, hint, error, action, children }: FrameProps) {
  return (
    <div className="relative grid min-w-0 grid-cols-1 content-start gap-1.5">
      <label htmlFor={id} className="text-md font-[560]">
        {label}
      </label>
      {children}
      <FieldMessages id={id} hint={hint} error={error} />
      {/* Behind the control: the Tab key comes to the value first. */}
      {action && <span className="absolute top-[-10px] right-0">{action}</span>}
    </div>
  )
}
