import type { ComponentProps } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { Tidied } from './tidied'
import { TextField } from './ui/text-field'

type Props = Pick<ComponentProps<typeof Tidied>, 'tidy'> & { field: 'clientId' | 'clientSecret' } & Omit<
    ComponentProps<typeof TextField>,
    'label' | 'name' | 'type' | 'mono'
  >

/** A value of the App Center, and what was taken away from what was pasted. */
export function ValueField({ field, tidy, ...rest }: Props) {
  const labels = useTranslations('labels')
  return (
    <>
      <TextField
        label={labels(field)}
        name={field}
        type={field === 'clientSecret' ? 'password' : 'text'}
        mono
        required
        autoComplete="off"
        {...rest}
      />
      <Tidied field={field} tidy={tidy} />
    </>
  )
}
