import { FieldHelp } from '@/components/field-help'
import { SecretField } from '@/components/secret-field'
import { useTranslations } from '@/lib/i18n/use-translations'
import { type secretFields } from '@/lib/history/store'
import { revealAction } from '../actions'

type Field = (typeof secretFields)[number]
type Props = { file: { id: string }; masked: Record<Field, string>; isStale: boolean }

const shown = [
  { field: 'refreshToken', language: 'plain', hint: 'tokenHint' },
  { field: 'xml', language: 'xml', hint: 'xmlHint' },
  { field: 'encryptStatement', language: 'script', hint: 'statementHint' },
] as const

/** The three fields of a result, masked: what stands in them comes one by one, when it is asked for. */
export function SecretFields({ file, masked, isStale }: Props) {
  const t = useTranslations('settings')
  const labels = useTranslations('labels')
  return shown.map(({ field, language, hint }) => (
    <SecretField
      key={field}
      action={revealAction}
      id={file.id}
      field={field}
      label={labels(field)}
      language={language}
      masked={masked[field]}
      hint={
        <FieldHelp field={field} isBesideToo={false}>
          {`${t(hint)} ·`}
        </FieldHelp>
      }
      isStale={isStale}
    />
  ))
}
