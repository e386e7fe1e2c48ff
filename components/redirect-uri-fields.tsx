'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { FieldHelp } from './field-help'
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
  const t = useTranslations('preauthenticate.uri')
  const ui = useTranslations('ui')
  const labels = useTranslations('labels')
  const hint = deviating ? (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <span>{t('exact')}</span>
      {ready.map((uri) => (
        <Button key={uri} size="sm" translate="no" className="max-w-full font-mono text-xs wrap-anywhere" onClick={() => onTyped(uri)}>
          {uri}
        </Button>
      ))}
      <FieldHelp field="redirectUri" />
    </span>
  ) : (
    <FieldHelp field="redirectUri">{t(withScript ? 'own' : 'ownPlain')}</FieldHelp>
  )
  return (
    <>
      <CheckboxField
        label={labels('deviating')}
        name="deviating"
        checked={deviating}
        onChange={(event) => onDeviating(event.target.checked)}
        error={errors.deviating}
        hint={<FieldHelp field="deviating">{t(ownWorks ? 'deviatingHint' : 'noneHint')}</FieldHelp>}
      />
      <TextField
        label={labels('redirectUri')}
        name="redirectUri"
        mono
        inputMode="url"
        fill="nothing"
        list={deviating ? 'ready-redirect-uris' : undefined}
        value={deviating ? typed : own}
        readOnly={withScript && !deviating}
        onChange={(event) => onTyped(event.target.value)}
        error={errors.redirectUri}
        hint={hint}
        action={!deviating && <CopyButton value={own} label={ui('copyWhat', { what: labels('redirectUri') })} sourceId="redirectUri" />}
      />
      <datalist id="ready-redirect-uris">
        {ready.map((uri) => (
          <option key={uri} value={uri} />
        ))}
      </datalist>
    </>
  )
}
