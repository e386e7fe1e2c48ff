import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'

const tabs = [
  { name: 'users', href: '/administration' },
  { name: 'state', href: '/administration/state' },
  { name: 'activity', href: '/administration/activity' },
] as const

/** The pages of Administration. `here`: the one that is shown, or that leads to what is. */
export function AdministrationTabs({ here }: { here: (typeof tabs)[number]['name'] }) {
  const t = useTranslations('administration.tabs')
  return (
    <nav aria-label={t('label')} className="flex flex-wrap gap-x-1 border-b border-line">
      {tabs.map(({ name, href }) => (
        <Link
          key={name}
          href={href}
          prefetch={false}
          aria-current={name === here ? 'page' : undefined}
          className="-mb-px flex min-h-[42px] items-center border-b-2 border-transparent px-3 font-medium text-ink-2 hover:text-ink
            aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  )
}
