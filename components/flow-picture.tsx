import { AppWindow, Building2, Laptop, ShieldCheck } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'

const parties = [
  { name: 'browser', icon: AppWindow },
  { name: 'portal', icon: ShieldCheck },
  { name: 'exact', icon: Building2 },
  { name: 'machine', icon: Laptop },
] as const

// Between whom each step of the path happens; the last is the file that is carried home.
const partiesOfStep = [
  ['browser', 'portal'],
  ['browser', 'exact'],
  ['browser', 'portal'],
  ['portal', 'machine'],
  ['portal', 'machine'],
] as const

/**
 * Who takes part, lit up where the user is: `now` counts the steps that are done, and is null where the way
 * has ended. The words are in the list of steps below.
 */
export function FlowPicture({ now }: { now: number | null }) {
  const t = useTranslations('preauthenticate.picture')
  const lit: readonly string[] = (now !== null && partiesOfStep[now]) || []
  return (
    <ul aria-label={t('label')} className="flex items-center">
      {parties.map(({ name, icon: Icon }) => (
        <li
          key={name}
          className="group flex min-w-0 items-center not-first:flex-1 not-first:before:mx-2 not-first:before:h-0 not-first:before:min-w-3
            not-first:before:flex-1 not-first:before:border-t not-first:before:border-dashed not-first:before:border-line-strong"
        >
          <span
            className={`flex items-center gap-2 rounded-full border px-2.5 py-1.5 text-sm ${
              lit.includes(name) ? 'border-accent-line bg-accent-soft font-semibold text-accent' : 'border-line bg-surface text-ink-3'
            }`}
          >
            <Icon aria-hidden className="size-4 flex-none" strokeWidth={1.7} />
            <span className="max-md:sr-only">{t(name)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
