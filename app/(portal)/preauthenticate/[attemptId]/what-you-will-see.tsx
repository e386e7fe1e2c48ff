import type { ReactNode } from 'react'
import type { Attempt } from '@/lib/attempts/store'
import { getTranslations } from '@/lib/i18n/translations'
import { getPlaceNames } from '../../place-names'

const bold = (chunks: ReactNode) => <b className="font-semibold text-ink">{chunks}</b>
const address = (chunks: ReactNode) => <span className="font-mono text-sm">{chunks}</span>

export async function WhatYouWillSee({ attempt }: { attempt: Attempt }) {
  const [t, names] = await Promise.all([getTranslations('attempt.see'), getPlaceNames()])
  return (
    <aside aria-labelledby="see-help" className="text-md text-ink-2 lg:sticky lg:top-6 lg:self-start">
      <h2 id="see-help" className="font-[620] text-ink">
        {t('title')}
      </h2>
      <ol className="mt-2.5 grid list-decimal gap-2 pl-[18px]">
        <li>{t('logIn', { country: names.country(attempt) })}</li>
        <li>{t.rich('allow', { b: bold })}</li>
        <li className="wrap-anywhere">
          {attempt.deviating ? t.rich('deviating', { address: attempt.redirectUri, uri: address }) : t('own')}
        </li>
      </ol>
      {attempt.deviating && (
        <div className="mt-3 grid gap-2">
          <AddressBar />
          <p>{t('unreachable')}</p>
          <p>{t('copy')}</p>
          <p>{t('three')}</p>
        </div>
      )}
    </aside>
  )
}

/** A browser whose page can't be reached, and whose address is marked: the words beside it say it all. */
function AddressBar() {
  return (
    <svg aria-hidden viewBox="0 0 300 120" className="w-full rounded-md border border-line bg-surface" fill="none">
      <path d="M0 34h300" className="stroke-line" />
      <circle cx="16" cy="17" r="4" className="fill-line-strong" />
      <circle cx="30" cy="17" r="4" className="fill-line-strong" />
      <rect x="46" y="7" width="240" height="20" rx="10" className="fill-sunken stroke-line" />
      <rect x="58" y="11" width="200" height="12" rx="2" className="fill-accent-soft" />
      <path d="M62 17h192" strokeWidth="3" strokeDasharray="9 3" className="stroke-accent" />
      <path d="M130 62h40M142 74h16" strokeWidth="3" strokeLinecap="round" className="stroke-line-strong" />
      <path d="M106 92h88" strokeWidth="3" strokeLinecap="round" className="stroke-line" />
    </svg>
  )
}
