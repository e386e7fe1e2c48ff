'use client'

import { useState } from 'react'
import { CheckboxField } from './ui/checkbox-field'
import { TextField } from './ui/text-field'

type Props = { label: string; start: string; error?: string; nameTaken: boolean }

/** The NAME of settings-<NAME>.xml, with the file as it will be called; and, where there is one of that name, the offer of a new version. */
export function SettingsNameField({ label, start, error, nameTaken }: Props) {
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
        hint={
          <>
            Your file will be <span className="font-mono">settings-{name.trim() || '<NAME>'}.xml</span>
          </>
        }
      />
      {nameTaken && (
        <CheckboxField
          label="Make a new version of it"
          name="newVersion"
          hint="Both stay in your history; the new one gets the next number."
        />
      )}
    </>
  )
}
