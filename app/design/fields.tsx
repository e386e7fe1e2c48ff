import { CheckboxField } from '@/components/ui/checkbox-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'

const error = 'Fill in Client ID.'
const hint = 'From the App Center, under Manage my apps.'

export function Fields() {
  const options = ['Netherlands', 'Belgium'].map((name) => <option key={name}>{name}</option>)
  return (
    <>
      <ErrorSummary changed={new Set(['design-secret'])} errors={[{ field: 'text-error', label: 'Client ID', message: error }]} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField fill="nothing" label="Empty" name="text-empty" hint={hint} placeholder="a placeholder" />
        <TextField fill="nothing" label="Wrong" name="text-error" hint={hint} error={error} mono defaultValue="{7f3c…" />
        <TextField
          fill="nothing"
          label="Only to read"
          name="text-read"
          readOnly
          mono
          defaultValue="https://portal.example.com/callback/exact-online"
        />
        <TextField fill="foreignSecret" label="A secret" name="text-secret" type="password" defaultValue="not a secret" />
        <SelectField label="One of several" name="select" hint={hint}>
          {options}
        </SelectField>
        <SelectField label="One of several, wrong" name="select-error" error="Choose a country from the list.">
          {options}
        </SelectField>
        <TextAreaField label="Long" name="area" mono hint={hint} defaultValue="https://clientredirect.invantive.com/?code=…&state=…" />
        <TextAreaField label="Long, wrong" name="area-error" mono error="This is no web address" defaultValue="it did not work" />
        <CheckboxField label="Off" name="off" hint="What it means to check it." />
        <CheckboxField label="On, and wrong" name="on" defaultChecked error="Exact Online does not accept the address of this portal." />
      </div>
    </>
  )
}
