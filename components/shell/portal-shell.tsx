'use client'

import { CircleHelp, CircleUser, History, LayoutGrid, LogOut, Search, ShieldCheck, Users } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { FindPlaces } from '../place'
import { FindButton } from './find-button'
import { LanguageSwitch } from './language-switch'
import { Brand } from './brand'
import { NavLink } from './nav-link'
import { RememberTimeZone } from './remember-time-zone'
import type { Theme } from './theme'
import { ThemeSwitch } from './theme-switch'

const entries = [
  { href: '/preauthenticate', label: 'preauthenticate', icon: ShieldCheck },
  { href: '/apps', label: 'apps', icon: LayoutGrid },
  { href: '/settings', label: 'settings', icon: History },
  { href: '/help', label: 'help', icon: CircleHelp },
  { href: '/account', label: 'account', icon: CircleUser },
] as const

type Props = {
  email: string
  isAdministrator: boolean
  theme: Theme
  themeAction: (formData: FormData) => Promise<void>
  languageAction: (formData: FormData) => Promise<void>
  logOutAction: () => Promise<void>
  findAction: FindPlaces
  children: ReactNode
}

/** Drawn in the browser, too: what every page shows travels to it as a file that it keeps, not as markup of each page. */
export function PortalShell({ email, isAdministrator, theme, themeAction, languageAction, logOutAction, findAction, children }: Props) {
  const t = useTranslations('shell')
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[232px_minmax(0,1fr)]">
      <header
        className="flex flex-col max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-10 max-md:border-t max-md:border-line
          max-md:bg-surface max-md:px-2 max-md:pb-[max(6px,env(safe-area-inset-bottom))] max-md:pt-1.5 md:sticky md:top-0 md:h-dvh
          md:overflow-y-auto md:border-r md:border-line md:px-3.5 md:py-5"
      >
        <p className="flex items-center gap-2.5 px-2.5 pb-5 pt-1 font-[640] tracking-[-0.01em] max-md:hidden">
          <Brand />
        </p>
        <div className="pb-3 max-md:hidden">
          <FindButton find={findAction} />
        </div>
        <nav aria-label={t('main')} className="flex max-md:justify-around md:flex-col md:gap-0.5">
          {entries.map(({ href, label, icon: Icon }) => (
            <NavLink key={href} href={href}>
              <Icon aria-hidden />
              <span>{t(label)}</span>
            </NavLink>
          ))}
          {/* A sixth would not fit on the phone: there it stands on the Account page. */}
          {isAdministrator && (
            <div className="max-md:hidden">
              <NavLink href="/administration">
                <Users aria-hidden />
                <span>{t('administration')}</span>
              </NavLink>
            </div>
          )}
        </nav>
        {/* On the phone these stand on the Account page. */}
        <div className="mt-auto grid gap-2 border-t border-line pt-3 max-md:hidden">
          <p translate="no" className="truncate px-2.5 text-sm text-ink-3" title={email}>
            {email}
          </p>
          <form action={logOutAction}>
            <button
              className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-md font-medium text-ink-2 hover:bg-tint
                hover:text-ink"
            >
              <LogOut aria-hidden className="size-[18px]" strokeWidth={1.7} />
              <span>{t('logOut')}</span>
            </button>
          </form>
          <div className="grid gap-2 px-2.5">
            <LanguageSwitch action={languageAction} />
            <ThemeSwitch theme={theme} action={themeAction} />
          </div>
        </div>
      </header>
      <section aria-label={t('find')} className="flex items-center justify-between gap-2.5 px-[18px] pt-4 md:hidden">
        <p className="flex items-center gap-2.5 font-[640] tracking-[-0.01em]">
          <Brand />
        </p>
        <Link
          href="/find"
          prefetch={false}
          aria-label={t('find')}
          className="grid size-[42px] place-items-center rounded-md text-ink-2 hover:bg-tint"
        >
          <Search aria-hidden className="size-5" />
        </Link>
      </section>
      <main
        id="main"
        tabIndex={-1}
        className="grid min-w-0 max-w-[1120px] grid-cols-1 content-start gap-6 px-[18px] pb-28 pt-6 outline-none md:px-10 md:pb-20
          md:pt-9"
      >
        {children}
      </main>
      <RememberTimeZone shows />
    </div>
  )
}
