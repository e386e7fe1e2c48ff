import { useTranslations } from '@/lib/i18n/use-translations'
import { Verbatim } from './ui/verbatim'

type Props = {
  fullName: string | null
  userName: string | null
  companies: { code: string; name: string }[]
  place: string
  failure: string | null
}

const initials = (name: string) => {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word))
  return [words.at(0), words.length > 1 ? words.at(-1) : ''].map((word) => word?.at(0) ?? '').join('') || '?'
}

/** The proof: who allowed it, and for which companies. Where the provider did not tell, it says so. */
export function AuthorisedBy({ fullName, userName, companies, place, failure }: Props) {
  const t = useTranslations('settings.by')
  const [first, ...others] = companies
  const named = (company: { code: string; name: string }) =>
    company.name ? `${company.name} (${company.code})` : t('company', { code: company.code })
  return (
    <section aria-label={t('label')} className="flex items-start gap-3.5 rounded-md border border-accent-line bg-accent-soft px-4 py-3.5">
      <span aria-hidden className="grid size-10 flex-none place-items-center rounded-full bg-accent font-semibold text-accent-ink">
        {initials(fullName ?? '')}
      </span>
      <div className="grid min-w-0 gap-0.5 wrap-anywhere">
        <p className="font-semibold">{fullName ? t('named', { name: fullName }) : t('unnamed')}</p>
        <p className="text-sm text-ink-2">
          <Verbatim>{[userName, first && named(first)].filter(Boolean).join(' · ')}</Verbatim>
          <span>{userName || first ? ` · ${place}` : place}</span>
        </p>
        {others.length > 0 && (
          <details className="text-sm text-ink-2">
            <summary className="min-h-6">{t('more', { count: others.length })}</summary>
            <ul className="mt-1 grid gap-0.5">
              {others.map((company) => (
                <li key={company.code} translate="no">
                  {named(company)}
                </li>
              ))}
            </ul>
          </details>
        )}
        {failure && <p className="text-sm text-ink-2">{t(failure === 'me' ? 'noName' : 'noCompanies')}</p>}
      </div>
    </section>
  )
}
