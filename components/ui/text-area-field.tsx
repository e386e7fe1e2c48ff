import type { ComponentProps } from 'react'
import { autofill } from './autofill'
import { controlClass, describeField, FieldFrame, type FieldProps } from './field-frame'

type Props = FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps | 'className' | 'autoComplete'>

export function TextAreaField({ label, name, id = name, hint, error, mono, rows = 4, ...rest }: Props) {
  const exact = mono ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {}
  return (
    <FieldFrame {...{ label, name, id, hint, error }}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        className={controlClass({ error, mono, extra: 'resize-y leading-relaxed wrap-anywhere' })}
        {...describeField({ id, hint, error })}
        {...exact}
        {...autofill.nothing}
        {...rest}
      />
    </FieldFrame>
  )
}
