import { useTranslations } from '@/lib/i18n/use-translations'
import { CoverLink } from './cover-link'
import { topicGroups } from './topics'

/** All topics, by the time at which one needs them. */
export function HelpOverview() {
  const t = useTranslations('help')
  const topics = useTranslations('helpTopics')
  return topicGroups.map(({ name, topics: slugs }) => (
    <section key={name} aria-labelledby={`group-${name}`} className="grid gap-3">
      <h2 id={`group-${name}`} className="text-lg font-[620]">
        {t(`groups.${name}`)}
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {slugs.map((slug) => (
          <li
            key={slug}
            className="relative grid content-start gap-1 rounded-lg border border-line bg-surface px-4 py-3.5 shadow-card hover:border-line-strong"
          >
            <CoverLink href={`/help/${slug}`}>{topics(`${slug}.title`)}</CoverLink>
            <span className="text-md text-ink-2">{topics(`${slug}.summary`)}</span>
          </li>
        ))}
      </ul>
    </section>
  ))
}
