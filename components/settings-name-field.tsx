'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useState } from 'react'
import { CheckboxField } from './ui/checkbox-field'
import { TextField } from './ui/text-field'

type Props = { label: string; start: string; error?: string; nameTaken: boolean }

/** The NAME of settings-<NAME>.xml, with the file as it will be called; and, where there is one of that name, the offer of a new version. */
export function SettingsNameField({ label, start, error, nameTaken }: Props) {
  const t = useTranslations('preauthenticate')
  const [name, setName] = useState(start)
  return (
    <>
      <TextField
        label={label}
        name="name"
        required
        autoComplete="off"
        maxLength={200}
        defaultValue={start}
        onChange={(event) => setName(event.target.value)}
        error={error}
        hint={t.rich('fileHint', { name: name.trim() || '<NAME>', file: (chunks) => <span className="font-mono">{chunks}</span> })}
      />
      {nameTaken && <CheckboxField label={t('newVersion')} name="newVersion" hint={t('newVersionHint')} />}
    </>
  )
}
