'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useState } from 'react'
import { bareSettingsName } from '@/lib/settings/file-name'
import { FieldHelp } from './field-help'
import { CheckboxField } from './ui/checkbox-field'
import { TextField } from './ui/text-field'
import { Verbatim } from './ui/verbatim'

/** `isTaken`: the history has a file called `start`. `isNewVersion`: a new version of it is wanted. */
type Props = { label: string; start: string; error?: string; isTaken: boolean; isNewVersion: boolean }

/** The NAME of settings-<NAME>.xml, with the file as it will be called; and, where there is one of that name, the offer of a new version. */
export function SettingsNameField({ label, start, error, isTaken, isNewVersion }: Props) {
  const t = useTranslations('preauthenticate')
  const [typed, setTyped] = useState(start)
  const name = bareSettingsName(typed).trim()
  return (
    <>
      <TextField
        label={label}
        name="name"
        required
        fill="nothing"
        maxLength={200}
        defaultValue={start}
        onChange={(event) => setTyped(event.target.value)}
        error={error}
        hint={
          <FieldHelp field="name">
            {t.rich('fileHint', { name: name || '<NAME>', file: (chunks) => <Verbatim className="font-mono">{chunks}</Verbatim> })}
          </FieldHelp>
        }
      />
      {/* For this one name only: nobody wants a new version of what they have not named. */}
      {isTaken && name === bareSettingsName(start).trim() && (
        <CheckboxField label={t('newVersion')} name="newVersion" hint={t('newVersionHint')} defaultChecked={isNewVersion} />
      )}
    </>
  )
}
