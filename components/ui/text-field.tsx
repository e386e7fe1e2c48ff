import type { ComponentProps } from 'react'
import { controlClass, describeField, FieldFrame, type FieldProps } from './field-frame'

type Props = FieldProps & Pick<ComponentProps<typeof FieldFrame>, 'action'> & Omit<ComponentProps<'input'>, keyof FieldProps | 'className'>

export function TextField({ label, name, id = name, hint, error, mono, action, type = 'text', ...rest }: Props) {
  // A value that is copied letter for letter must not be helped along by the browser.
  const exact = mono ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {}
  return (
    <FieldFrame {...{ label, name, id, hint, error, action }}>
      <input
        id={id}
        name={name}
        type={type}
        className={controlClass({ error, mono, extra: 'min-h-[42px]' })}
        {...describeField({ id, hint, error })}
        {...exact}
        {...rest}
      />
    </FieldFrame>
  )
}
