import { Eye, EyeOff } from 'lucide-react'
import { useState, type ComponentProps } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { FieldHelp } from './field-help'
import { Tidied } from './tidied'
import { Button } from './ui/button'
import { TextField } from './ui/text-field'
import { useIsLive } from './ui/use-is-live'

type Props = Pick<ComponentProps<typeof Tidied>, 'tidy'> & { field: 'clientId' | 'clientSecret' } & Omit<
    ComponentProps<typeof TextField>,
    'label' | 'name' | 'type' | 'mono' | 'fill'
  >

/** A value of the App Center, and what was taken away from what was pasted. A secret is masked until its user wants to see what they typed. */
export function ValueField({ field, tidy, hint, ...rest }: Props) {
  const labels = useTranslations('labels')
  const ui = useTranslations('ui')
  const isLive = useIsLive()
  const [isShown, setShown] = useState(false)
  const isSecret = field === 'clientSecret'
  return (
    <>
      <TextField
        label={labels(field)}
        name={field}
        type={isSecret && !isShown ? 'password' : 'text'}
        mono
        required
        fill={isSecret ? 'foreignSecret' : 'nothing'}
        hint={<FieldHelp field={field}>{hint}</FieldHelp>}
        action={
          isSecret &&
          isLive && (
            <Button size="sm" aria-controls={field} onClick={() => setShown(!isShown)}>
              {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              <span>{ui(isShown ? 'hide' : 'reveal')}</span>
            </Button>
          )
        }
        {...rest}
      />
      <Tidied field={field} tidy={tidy} />
    </>
  )
}
