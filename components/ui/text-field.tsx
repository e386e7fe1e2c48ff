import type { ComponentProps } from 'react'
import { autofill, type Autofill } from './autofill'
import { controlClass, describeField, FieldFrame, type FieldProps } from './field-frame'

type Props = FieldProps &
  Pick<ComponentProps<typeof FieldFrame>, 'action'> & { fill: Autofill } & Omit<
    ComponentProps<'input'>,
    keyof FieldProps | 'className' | 'autoComplete'
  >

export function TextField({ label, name, id = name, hint, error, mono, fill, action, type = 'text', ...rest }: Props) {
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
        {...autofill[fill]}
        {...rest}
      />
    </FieldFrame>
  )
}
