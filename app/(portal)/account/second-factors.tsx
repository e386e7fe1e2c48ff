import Link from 'next/link'
import { linkClass } from '@/components/help/rich'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Tag } from '@/components/ui/tag'
import type { User } from '@/lib/accounts/require-user'
import { listPasskeys } from '@/lib/factors/passkey-store'
import { countRecoveryCodes } from '@/lib/factors/recovery-code-store'
import { getTotp } from '@/lib/factors/totp-store'
import { getTranslations } from '@/lib/i18n/translations'

/** What stands between a stolen password and the account. */
export async function SecondFactors({ user }: { user: User }) {
  const [passkeys, totp, codes] = await Promise.all([listPasskeys(user.id), getTotp(user.id), countRecoveryCodes(user.id)])
  const t = await getTranslations('security')
  const isOn = passkeys.length > 0 || totp !== null
  const state = (isThere: boolean, text: string) => <Tag tone={isThere ? 'good' : 'plain'}>{text}</Tag>
  const row = (standing: React.ReactElement, href: string, label: string, what: string) => (
    <span className="flex flex-wrap items-center justify-between gap-2.5">
      {standing}
      <ButtonLink size="sm" href={href} aria-label={`${label}: ${what}`}>
        {label}
      </ButtonLink>
    </span>
  )
  return (
    <Card id="security" title={t('title')} lead={t(isOn ? 'leadOn' : 'leadOff')}>
      <DefinitionList
        items={[
          {
            term: t('passkeys'),
            detail: row(
              state(passkeys.length > 0, t('passkeyCount', { count: passkeys.length })),
              '/account/passkeys',
              t(passkeys.length ? 'manage' : 'add'),
              t('passkeys'),
            ),
          },
          {
            term: t('totp.short'),
            detail: row(
              state(totp !== null, t(totp ? 'on' : 'off')),
              '/account/authenticator',
              t(totp ? 'manage' : 'setUp'),
              t('totp.short'),
            ),
          },
          {
            term: t('codes.title'),
            detail: row(
              state(codes.left > 0, t('codes.count', { count: codes.left })),
              '/account/recovery-codes',
              t(codes.left ? 'manage' : 'codes.short'),
              t('codes.title'),
            ),
          },
        ]}
      />
      <p className="text-sm">
        <Link href="/help/logging-in#lost" prefetch={false} className={linkClass}>
          {t('help')}
        </Link>
      </p>
    </Card>
  )
}
