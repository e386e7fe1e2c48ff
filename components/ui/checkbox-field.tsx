import { Check } from 'lucide-react'
import type { ComponentProps } from 'react'
import { describeField, FieldMessages, type FieldProps } from './field-frame'

type Props = Omit<FieldProps, 'mono'> & Omit<ComponentProps<'input'>, keyof FieldProps | 'className' | 'type'>

export function CheckboxField({ label, name, id = name, hint, error, ...rest }: Props) {
  return (
    <div className="relative flex gap-3 rounded-md border border-line bg-sunken px-3.5 py-3">
      <span className="relative z-[1] mt-px grid size-6 flex-none place-items-center">
        <input
          id={id}
          name={name}
          type="checkbox"
          className="peer size-6 cursor-pointer appearance-none rounded-sm border border-line-strong bg-surface checked:border-accent
            checked:bg-accent forced-colors:appearance-auto"
          {...describeField({ id, hint, error })}
          {...rest}
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute size-4 text-accent-ink opacity-0 peer-checked:opacity-100 forced-colors:hidden"
        />
      </span>
      <div className="grid min-w-0 gap-0.5 pt-0.5 [&_a]:relative [&_a]:z-[1]">
        {/* The whole card answers a click; the hint stays out of the accessible name. */}
        <label htmlFor={id} className="cursor-pointer text-md font-[560] after:absolute after:inset-0">
          {label}
        </label>
        <FieldMessages id={id} hint={hint} error={error} />
      </div>
    </div>
  )
}
