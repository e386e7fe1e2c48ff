import { useTranslations } from '@/lib/i18n/use-translations'
import type { browserOf } from '@/lib/user-agent'

const drawn = ['Chrome', 'Edge', 'Firefox', 'Safari'] as const
type Drawn = (typeof drawn)[number]

/** The address bar of each: what stands where differs enough to be looked for in vain. */
const bars: Record<Drawn, string> = {
  Chrome: 'rounded-full',
  Edge: 'rounded-full',
  Firefox: 'rounded-md',
  Safari: 'mx-auto max-w-[86%] rounded-lg',
}

type Props = { redirectUri: string; browser: ReturnType<typeof browserOf> }

/** What the other tab looks like in the user's own browser when nothing answers at the redirect URI: its words, and the address that counts. */
export function UnreachablePage({ redirectUri, browser }: Props) {
  const t = useTranslations('attempt.browsers')
  const own = drawn.find((one) => one === browser) ?? 'Chrome'
  const { host, pathname } = new URL(redirectUri)
  const others = drawn.filter((one) => one !== own)
  return (
    <div className="grid gap-1.5">
      <figure className="grid gap-1.5">
        <div className="overflow-hidden rounded-md border border-line bg-surface">
          <div className="border-b border-line bg-sunken px-2.5 py-2">
            <p className={`truncate border border-line bg-surface px-3 py-0.5 font-mono text-xs text-ink-2 ${bars[own]}`}>
              <mark translate="no" className="rounded-sm bg-accent-soft px-0.5 text-accent">
                {`${host}${pathname}?code=…&state=…`}
              </mark>
            </p>
          </div>
          <p className="px-4 py-5 text-center font-[560] text-ink">{t(own)}</p>
        </div>
        <figcaption className="text-sm text-ink-3">{t('caption', { browser: own })}</figcaption>
      </figure>
      <details className="text-sm">
        <summary className="min-h-6 w-fit text-accent underline underline-offset-2">{t('others')}</summary>
        <ul className="grid gap-1 pt-1.5">
          {others.map((one) => (
            <li key={one}>{`${one}: “${t(one)}”`}</li>
          ))}
        </ul>
      </details>
    </div>
  )
}
