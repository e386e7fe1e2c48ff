import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { PublicShell } from '@/components/shell/public-shell'
import { RememberTimeZone } from '@/components/shell/remember-time-zone'
import { setLanguageAction } from './language-actions'

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <PublicShell below={<LanguageSwitch action={setLanguageAction} />}>
      {children}
      <RememberTimeZone shows={false} />
    </PublicShell>
  )
}
