import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import { besideTopic, type TopicSlug } from './topics'

/** The topics before and after this one. */
export function BesideTopics({ slug }: { slug: TopicSlug }) {
  const t = useTranslations('help')
  const topics = useTranslations('helpTopics')
  const { previous, next } = besideTopic(slug)
  const box = 'grid gap-0.5 rounded-md border border-line bg-surface px-4 py-3 hover:border-line-strong hover:bg-tint'
  const small = 'flex items-center gap-1.5 text-sm text-ink-3'
  return (
    <nav aria-label={t('otherTopics')} className="grid gap-3 border-t border-line pt-6 sm:grid-cols-2">
      {previous && (
        <Link href={`/help/${previous}`} prefetch={false} className={box}>
          <span className={small}>
            <ArrowLeft aria-hidden className="size-3.5" />
            <span>{t('previous')}</span>
          </span>
          <span className="font-[560]">{topics(`${previous}.title`)}</span>
        </Link>
      )}
      {next && (
        <Link href={`/help/${next}`} prefetch={false} className={`${box} sm:col-start-2 sm:justify-items-end sm:text-right`}>
          <span className={small}>
            <span>{t('next')}</span>
            <ArrowRight aria-hidden className="size-3.5" />
          </span>
          <span className="font-[560]">{topics(`${next}.title`)}</span>
        </Link>
      )}
    </nav>
  )
}
