import { ChevronRight } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'

type Props = { above?: { href: string; label: string }[] }

/** The way back up, from the overview on. */
export function HelpCrumbs({ above = [] }: Props) {
  const t = useTranslations('help')
  return (
    <nav aria-label={t('crumbs')}>
      <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-3">
        {[{ href: '/help', label: t('title') }, ...above].map(({ href, label }) => (
          <li key={href} className="flex items-center gap-1">
            <Link
              href={href}
              prefetch={false}
              className="inline-flex min-h-6 items-center text-ink-2 underline-offset-2 hover:text-ink hover:underline"
            >
              {label}
            </Link>
            <ChevronRight aria-hidden className="size-3.5" />
          </li>
        ))}
      </ol>
    </nav>
  )
}
