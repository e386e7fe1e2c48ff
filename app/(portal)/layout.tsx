import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { PortalShell } from '@/components/shell/portal-shell'
import { readTheme } from '@/components/shell/theme'
import { requireUser } from '@/lib/accounts/require-user'
import { setLanguageAction } from '../(public)/language-actions'
import { setThemeAction } from '../theme-actions'
import { logOutAction } from './account/actions'
import { findPlacesAction } from './find/actions'

/** Draws the frame. It guards nothing: every page asks for its user itself. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const user = await requireUser()
  const theme = readTheme((await cookies()).get('theme')?.value)
  return (
    <PortalShell
      email={user.email}
      isAdministrator={user.role === 'administrator'}
      theme={theme}
      themeAction={setThemeAction}
      languageAction={setLanguageAction}
      logOutAction={logOutAction}
      findAction={findPlacesAction}
    >
      {children}
    </PortalShell>
  )
}
