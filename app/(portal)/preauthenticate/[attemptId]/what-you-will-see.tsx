import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { UnreachablePage } from '@/components/unreachable-page'
import type { HelpBeside } from '@/components/ui/side-help'
import { browserOf, systemOf } from '@/lib/user-agent'
import type { Attempt } from '@/lib/attempts/store'
import { getTranslations } from '@/lib/i18n/translations'
import { getPlaceNames } from '../../place-names'

const bold = (chunks: ReactNode) => <b className="font-semibold text-ink">{chunks}</b>
const address = (chunks: ReactNode) => (
  <span translate="no" className="font-mono text-sm">
    {chunks}
  </span>
)

export async function WhatYouWillSee({ attempt, frame: Frame }: { attempt: Attempt; frame: typeof HelpBeside }) {
  const [t, help, names, userAgent] = await Promise.all([
    getTranslations('attempt.see'),
    getTranslations('helpTopics'),
    getPlaceNames(),
    headers().then((all) => all.get('user-agent') ?? ''),
  ])
  return (
    <Frame title={t('title')}>
      <ol className="grid list-decimal gap-2 pl-[18px]">
        <li>{t('logIn', { country: names.country(attempt) })}</li>
        <li>{t.rich('allow', { b: bold })}</li>
        <li className="wrap-anywhere">
          {attempt.deviating ? t.rich('deviating', { address: attempt.redirectUri, uri: address }) : t('own')}
        </li>
      </ol>
      {attempt.deviating && (
        <div className="mt-3 grid gap-2">
          <UnreachablePage redirectUri={attempt.redirectUri} browser={browserOf(userAgent)} />
          <p>{t('unreachable')}</p>
          <p>{t(systemOf(userAgent) === 'macOS' ? 'copyMac' : 'copy')}</p>
          <p>{t('three')}</p>
          <p>
            <a
              href="/help/return-url"
              target="_blank"
              rel="noopener noreferrer"
              className="inline-block min-h-6 text-accent underline underline-offset-2"
            >
              {help('return-url.title')}
            </a>
          </p>
        </div>
      )}
    </Frame>
  )
}
