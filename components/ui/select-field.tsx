import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { autofill } from './autofill'
import { controlClass, describeField, FieldFrame, type FieldProps } from './field-frame'

type Props = FieldProps & Omit<ComponentProps<'select'>, keyof FieldProps | 'className' | 'autoComplete'>

/** Children are the options. */
export function SelectField({ label, name, id = name, hint, error, mono, defaultValue, ...rest }: Props) {
  return (
    <FieldFrame {...{ label, name, id, hint, error }}>
      <div className="relative">
        {/* React resets a form after its action, and a select falls back to its first default: the key makes the new one hold. */}
        <select
          key={String(defaultValue)}
          id={id}
          name={name}
          defaultValue={defaultValue}
          className={controlClass({ error, mono, extra: 'min-h-[42px] appearance-none truncate pr-9' })}
          {...describeField({ id, hint, error })}
          {...autofill.nothing}
          {...rest}
        />
        <ChevronDown aria-hidden className="pointer-events-none absolute right-3 top-1/2 size-4 -translate-y-1/2 text-ink-2" />
      </div>
    </FieldFrame>
  )
}
