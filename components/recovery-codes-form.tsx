'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import { noRecoveryCodes, type RecoveryCodesState } from './recovery-codes-state'
import { buttonClass } from './ui/button'
import { ButtonLink } from './ui/button-link'
import { CopyButton } from './ui/copy-button'
import { Notice } from './ui/notice'
import { SubmitButton } from './ui/submit-button'

type Props = {
  action: (state: RecoveryCodesState, formData: FormData) => Promise<RecoveryCodesState>
  hasCodes: boolean
  returnTo: string
  fileName: string
}

/** Makes ten codes, and shows them this once: to be copied, saved as a file, or printed. */
export function RecoveryCodesForm({ action, hasCodes, returnTo, fileName }: Props) {
  const t = useTranslations('security')
  const ui = useTranslations('ui')
  const [{ codes }, submit] = useActionState(action, noRecoveryCodes)
  if (!codes)
    return (
      <form action={submit}>
        <SubmitButton variant={hasCodes ? 'secondary' : 'primary'} pendingLabel={t('codes.pending')}>
          {t(hasCodes ? 'codes.makeAnew' : 'codes.make')}
        </SubmitButton>
      </form>
    )
  const text = codes.join('\n')
  return (
    <div className="grid gap-4">
      <Notice tone="warn" role="status" title={t('codes.once')}>
        <p>{t('codes.onceLead')}</p>
      </Notice>
      <ol
        id="recovery-codes"
        translate="no"
        className="grid gap-x-6 gap-y-1.5 rounded-md border border-line bg-sunken px-4 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2.5">
        <CopyButton value={text} label={ui('copyWhat', { what: t('codes.title') })} sourceId="recovery-codes" />
        <a
          className={buttonClass({ size: 'sm' })}
          download={fileName}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          {t('codes.save')}
        </a>
        <ButtonLink href={returnTo} variant="primary" className="ml-auto">
          {t('codes.kept')}
        </ButtonLink>
      </div>
    </div>
  )
}
