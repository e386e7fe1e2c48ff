import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import type { Failure } from '@/lib/oauth/failures'
import { PageHeader } from '../ui/page-header'
import { failureTopics } from './failure-topics'
import { HelpCrumbs } from './help-crumbs'
import { HelpFrame } from './help-frame'
import { linkClass } from './rich'

/** All that is to be said of one failure. */
export function FailureArticle({ failure }: { failure: Failure }) {
  const t = useTranslations('help')
  const topics = useTranslations('helpTopics')
  const failures = useTranslations('failures')
  const { topics: related, terms } = failureTopics[failure]
  const sections = [
    { id: 'cause', heading: t('failure.cause'), content: <p>{failures(`${failure}.cause`)}</p> },
    { id: 'next', heading: t('failure.next'), content: <p>{failures(`${failure}.next`)}</p> },
    { id: 'cost', heading: t('failure.cost'), content: <p>{failures(`${failure}.cost`)}</p> },
    {
      id: 'related',
      heading: t('failure.related'),
      content: (
        <ul className="grid list-disc gap-1.5 pl-5 marker:text-ink-3">
          {related.map((slug) => (
            <li key={slug} className="pl-1">
              <Link href={`/help/${slug}`} prefetch={false} className={`inline-block min-h-6 ${linkClass}`}>
                {topics(`${slug}.title`)}
              </Link>
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <article className="grid gap-7">
      <div className="grid gap-2">
        <HelpCrumbs above={[{ href: '/help/errors', label: topics('errors.title') }]} />
        <PageHeader title={failures(`${failure}.title`)} lead={failures(`${failure}.sentence`)} />
        {terms && (
          <p className="text-sm text-ink-3 wrap-anywhere">
            <span>{t('failure.words')}</span> <code translate="no">{terms}</code>
          </p>
        )}
      </div>
      <HelpFrame sections={sections} />
    </article>
  )
}
