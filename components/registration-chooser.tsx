'use client'

import { useRouter } from 'next/navigation'
import { Button } from './ui/button'
import { SelectField } from './ui/select-field'

type Props = { registrations: { id: string; name: string; place: string }[]; chosenId: string }

/** A stored registration in place of typing. A plain GET form; with JavaScript the choice alone is enough. */
export function RegistrationChooser({ registrations, chosenId }: Props) {
  const router = useRouter()
  return (
    <form action="/preauthenticate" method="get" className="flex items-end gap-2.5">
      <div className="min-w-0 flex-1">
        <SelectField
          label="App registration"
          name="app"
          defaultValue={chosenId}
          onChange={({ target }) => router.push(target.value ? `/preauthenticate?app=${target.value}` : '/preauthenticate')}
        >
          <option value="">A new one: fill in the values below</option>
          {registrations.map(({ id, name, place }) => (
            <option key={id} value={id}>
              {name} · {place}
            </option>
          ))}
        </SelectField>
      </div>
      <noscript>
        <Button type="submit">Use it</Button>
      </noscript>
    </form>
  )
}
