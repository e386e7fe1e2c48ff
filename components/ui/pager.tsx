import { useTranslations } from '@/lib/i18n/use-translations'
import { ButtonLink } from './button-link'

type Step = { href: string; text?: string } | null | undefined | false

type Props = { first: Step; next: Step }

/** The ways on and back of a list that comes a page at a time. Nothing where there is but one page. `text`: where the order is not one of time. */
export function Pager({ first, next }: Props) {
  const t = useTranslations('ui')
  if (!first && !next) return null
  return (
    <nav aria-label={t('pages')} className="flex justify-between gap-2.5">
      {first ? <ButtonLink href={first.href}>{first.text ?? t('newest')}</ButtonLink> : <span />}
      {next && <ButtonLink href={next.href}>{next.text ?? t('older')}</ButtonLink>}
    </nav>
  )
}
