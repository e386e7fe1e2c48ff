import { useTranslations } from '@/lib/i18n/use-translations'
import type { Failure } from '@/lib/oauth/failures'
import { CoverLink } from './cover-link'

/** One group of failures, each with its sentence and the way to its page. */
export function FailureList({ failures }: { failures: readonly Failure[] }) {
  const t = useTranslations('failures')
  return (
    <ul className="overflow-hidden rounded-md border border-line bg-surface">
      {failures.map((failure) => (
        <li
          key={failure}
          id={`failure-${failure}`}
          className="relative grid gap-0.5 border-line px-3.5 py-2.5 not-first:border-t hover:bg-tint"
        >
          <CoverLink href={`/help/errors/${failure}`} weight="font-[560]">
            {t(`${failure}.title`)}
          </CoverLink>
          <span className="text-md text-ink-2">{t(`${failure}.sentence`)}</span>
        </li>
      ))}
    </ul>
  )
}
