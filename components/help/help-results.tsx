import { SearchX } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import { ButtonLink } from '../ui/button-link'
import { EmptyState } from '../ui/empty-state'
import type { HelpHit, MarkedText } from './search'

/** What was found, the hits marked; or the way out. */
export function HelpResults({ query, hits }: { query: string; hits: HelpHit[] }) {
  const t = useTranslations('help')
  if (hits.length === 0)
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('search.nothing', { query })}
        action={<ButtonLink href="/help">{t('search.all')}</ButtonLink>}
      >
        <p>{t('search.nothingHint')}</p>
      </EmptyState>
    )
  return (
    <section aria-labelledby="found" className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="found" className="text-lg font-[620]">
          {t('search.found', { count: hits.length, query })}
        </h2>
        <Link href="/help" prefetch={false} className="inline-block min-h-6 text-md text-accent underline underline-offset-2">
          {t('search.all')}
        </Link>
      </div>
      <ol className="overflow-hidden rounded-lg border border-line bg-surface">
        {hits.map(({ href, title, heading, excerpt }) => (
          <li key={href} className="relative grid gap-0.5 border-line px-4 py-3 not-first:border-t hover:bg-tint">
            <Link
              href={href}
              prefetch={false}
              className="w-fit font-[560] text-accent underline underline-offset-2 before:absolute before:inset-0"
            >
              <Marked parts={title} />
            </Link>
            <p className="text-md text-ink-2 wrap-anywhere">
              {heading && (
                <>
                  <b className="font-[560] text-ink">
                    <Marked parts={heading} />
                  </b>
                  <span>{' · '}</span>
                </>
              )}
              <Marked parts={excerpt} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Marked({ parts }: { parts: MarkedText }) {
  return parts.map(({ text, isHit }, index) =>
    isHit ? (
      <mark key={index} className="rounded-sm bg-warn-soft text-warn">
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  )
}
