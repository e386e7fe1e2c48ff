import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { HelpBeside } from './ui/side-help'

const Strong = (chunks: ReactNode) => <b className="font-semibold text-ink">{chunks}</b>

/** A link out of the portal, around the words that a text marks. */
function linkTo(url: string | undefined) {
  return function ExternalLink(chunks: ReactNode) {
    return (
      <a href={url} target="_blank" rel="noopener noreferrer" className="text-accent underline underline-offset-2">
        {chunks}
      </a>
    )
  }
}

// What the fields of the form lead to.
const topics = ['app-center', 'redirect-uri', 'return-url', 'secrets', 'settings-file'] as const

type Props = { countries: { code: string; appCenterUrl: string }[]; frame: typeof HelpBeside }

/** The way to the values, in the words of Exact Online's own pages. One App Center serves all countries but the sandbox. */
export function AppCenterHelp({ countries, frame: Frame }: Props) {
  const t = useTranslations('preauthenticate.center')
  const help = useTranslations('helpTopics')
  const sandbox = countries.find(({ code }) => code === 'sandbox')
  const real = countries.find(({ code }) => code !== 'sandbox')
  const bold = { b: Strong }
  return (
    <Frame title={t('title')}>
      <ol className="grid list-decimal gap-2 pl-[18px]">
        <li>
          <span>{t.rich('open', { center: linkTo(real?.appCenterUrl) })}</span>
          <span> </span>
          {sandbox && <span>{t.rich('sandbox', { center: linkTo(sandbox.appCenterUrl) })}</span>}
        </li>
        <li>{t.rich('manage', bold)}</li>
        <li>{t.rich('show', bold)}</li>
        <li>{t('note')}</li>
      </ol>
      <p className="mt-3">{t('none')}</p>
      <ul className="mt-3 grid gap-1">
        {topics.map((slug) => (
          <li key={slug}>
            <Link href={`/help/${slug}`} prefetch={false} className="inline-block min-h-6 text-accent underline underline-offset-2">
              {slug === 'app-center' ? t('more') : help(`${slug}.title`)}
            </Link>
          </li>
        ))}
      </ul>
    </Frame>
  )
}
