import { headers } from 'next/headers'
import { ClientMessages } from '@/components/client-messages'
import { PasskeyForm } from '@/components/passkey-form'
import { PasskeyList } from '@/components/passkey-list'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { browserOf, systemOf } from '@/lib/user-agent'
import { requireUser } from '@/lib/accounts/require-user'
import { listPasskeys } from '@/lib/factors/passkey-store'
import { getTranslations } from '@/lib/i18n/translations'
import { requireFresh } from '../../require-fresh'
import { titled } from '../../titled'
import { addPasskeyAction, beginAddPasskeyAction, removePasskeyAction, renamePasskeyAction } from './actions'

export const generateMetadata = titled((t) => t('passkey.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const told = ['added', 'renamed', 'removed'] as const

export default async function PasskeysPage({ searchParams }: Props) {
  const user = await requireUser()
  requireFresh(user, '/account/passkeys')
  const { done } = await searchParams
  const [passkeys, given, t] = await Promise.all([listPasskeys(user.id), headers(), getTranslations('passkey')])
  const userAgent = given.get('user-agent') ?? ''
  const suggestedName = systemOf(userAgent) ?? browserOf(userAgent) ?? t('title')
  const has = told.find((one) => one === done)
  return (
    <ClientMessages namespaces={['passkey']}>
      <PageHeader title={t('title')} lead={t('lead')} />
      {has && <Notice tone="good" role="status" title={t(`done.${has}`)} />}
      <div className="grid max-w-2xl gap-4">
        {passkeys.length > 0 && (
          <Card title={t('yours')}>
            <PasskeyList passkeys={passkeys} now={new Date()} rename={renamePasskeyAction} remove={removePasskeyAction} />
          </Card>
        )}
        <Card title={t('add')} lead={t('addLead')}>
          <div className="max-w-sm">
            <PasskeyForm
              begin={beginAddPasskeyAction}
              action={addPasskeyAction}
              label={t('addThis')}
              variant="primary"
              suggestedName={suggestedName}
            />
          </div>
        </Card>
      </div>
    </ClientMessages>
  )
}
