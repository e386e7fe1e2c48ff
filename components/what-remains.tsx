import { useTranslations } from '@/lib/i18n/use-translations'
import { CopyButton } from './ui/copy-button'

const steps = ['move', 'encrypt', 'open'] as const

/** What the portal can't do for the user, to be ticked off; and where this page is found again. What is ticked is kept nowhere. */
export function WhatRemains({ address }: { address: string }) {
  const t = useTranslations('settings.remains')
  const ui = useTranslations('ui')
  return (
    <div className="grid gap-3">
      <ul className="grid gap-2 text-md text-ink-2">
        {steps.map((step) => (
          <li key={step} className="flex gap-3">
            <input id={`remains-${step}`} type="checkbox" className="peer mt-px size-6 flex-none accent-accent" />
            <label htmlFor={`remains-${step}`} className="peer-checked:text-ink-3 peer-checked:line-through">
              {t(step)}
            </label>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-2.5">
        <p className="min-w-0 text-sm text-ink-3 wrap-anywhere">
          {t.rich('back', {
            address: () => (
              <code id="this-page" translate="no" className="text-ink-2">
                {address}
              </code>
            ),
          })}
        </p>
        <CopyButton value={address} label={ui('copyWhat', { what: address })} sourceId="this-page" />
      </div>
    </div>
  )
}
