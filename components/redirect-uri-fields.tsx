'use client'

import { CheckboxField } from './ui/checkbox-field'
import { Button } from './ui/button'
import { CopyButton } from './ui/copy-button'
import { TextField } from './ui/text-field'

type Props = {
  deviating: boolean
  typed: string
  own: string
  /** False: Exact Online would refuse the portal's own address for this country. */
  ownWorks: boolean
  ready: string[]
  /** Without JavaScript the field can't follow the box: it stays open to typing, and the server decides by the box. */
  withScript: boolean
  errors: Record<string, string>
  onDeviating: (deviating: boolean) => void
  onTyped: (uri: string) => void
}

/** One field for both cases: the portal's own address to copy, or the deviating one to type. Unchecked, the server takes its own. */
export function RedirectUriFields({ deviating, typed, own, ownWorks, ready, withScript, errors, onDeviating, onTyped }: Props) {
  const hint = deviating ? (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      Letter for letter as the App Center shows it. Often used:
      {ready.map((uri) => (
        <Button key={uri} size="sm" className="max-w-full font-mono text-xs wrap-anywhere" onClick={() => onTyped(uri)}>
          {new URL(uri).host}
        </Button>
      ))}
    </span>
  ) : (
    `The address of this portal. Register exactly this one in the App Center${withScript ? '.' : '; or check the box, and type the deviating one here.'}`
  )
  return (
    <>
      <CheckboxField
        label="Deviating Redirect URI"
        name="deviating"
        checked={deviating}
        onChange={(event) => onDeviating(event.target.checked)}
        error={errors.deviating}
        hint={
          ownWorks
            ? "Your app is registered with another address than this portal's. You will paste the return URL in the next step."
            : 'Exact Online accepts only public https addresses, and this portal has none: register one of those below, and paste the return URL in the next step.'
        }
      />
      <div className="relative">
        <TextField
          label="Redirect URI"
          name="redirectUri"
          mono
          inputMode="url"
          autoComplete="off"
          list={deviating ? 'ready-redirect-uris' : undefined}
          value={deviating ? typed : own}
          readOnly={withScript && !deviating}
          onChange={(event) => onTyped(event.target.value)}
          error={errors.redirectUri}
          hint={hint}
        />
        {!deviating && (
          <span className="absolute right-0 top-[-10px]">
            <CopyButton value={own} label="Copy Redirect URI" sourceId="redirectUri" />
          </span>
        )}
        <datalist id="ready-redirect-uris">
          {ready.map((uri) => (
            <option key={uri} value={uri} />
          ))}
        </datalist>
      </div>
    </>
  )
}
