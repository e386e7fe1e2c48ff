'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState, useState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { useFormAnswer } from './use-form-answer'
import { CopyButton } from './ui/copy-button'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = { action: FormAction; secret: string; qrCode: { size: number; path: string }; fields?: Record<string, string> }

const initial: FormState = { values: {}, errors: {}, message: null }
const inGroups = (secret: string) => secret.replace(/.{4}(?=.)/g, '$& ')

/** The app learns the secret by the picture or by hand, and proves with a code that it has it. Nothing is kept before that. */
export function TotpSetUp({ action, fields = {}, ...given }: Props) {
  const t = useTranslations('security')
  const labels = useTranslations('labels')
  const ui = useTranslations('ui')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  // The server makes another secret whenever it draws the page; the app has learned the first one. Without JavaScript it comes back as text alone.
  const [made] = useState(given)
  const secret = state.values.secret ?? made.secret
  const { size, path } = made.qrCode
  return (
    <form action={submit} onChange={onChange} noValidate className="grid gap-[18px]">
      <FormErrors state={state} fields={['code']} changed={changed} />
      {Object.entries({ ...fields, secret }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} autoComplete="off" />
      ))}
      {secret === made.secret && (
        <div className="grid gap-1.5">
          <p className="text-md text-ink-2">{t('totp.scan')}</p>
          {/* Dark on light in both themes: not every camera reads it the other way round. */}
          <svg role="img" aria-label={t('totp.picture')} viewBox={`0 0 ${size} ${size}`} className="size-48 rounded-md bg-white">
            <path d={path} fill="#000" shapeRendering="crispEdges" />
          </svg>
        </div>
      )}
      <div className="grid gap-1.5">
        <p className="text-md text-ink-2">{t('totp.byHand')}</p>
        <div className="flex flex-wrap items-center justify-between gap-2.5 rounded-md border border-line bg-sunken px-3 py-2">
          <code id="totp-secret" translate="no" className="font-mono text-sm wrap-anywhere">
            {inGroups(secret)}
          </code>
          <CopyButton value={secret} label={ui('copyWhat', { what: t('totp.secret') })} sourceId="totp-secret" />
        </div>
      </div>
      <TextField
        label={labels('code')}
        name="code"
        inputMode="numeric"
        fill="oneTimeCode"
        required
        mono
        maxLength={12}
        error={errors.code}
        hint={t('totp.codeHint')}
      />
      <div>
        <SubmitButton pendingLabel={t('totp.pending')}>{t('totp.submit')}</SubmitButton>
      </div>
    </form>
  )
}
