import { readReturnTo } from '@/app/request-origin'
import { ClientMessages } from '@/components/client-messages'
import { RecoveryCodesForm } from '@/components/recovery-codes-form'
import { TimeStamp } from '@/components/time-stamp'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { countRecoveryCodes } from '@/lib/factors/recovery-code-store'
import { getTranslations } from '@/lib/i18n/translations'
import { titled } from '../../titled'
import { makeRecoveryCodesAction } from './actions'

export const generateMetadata = titled((t) => t('security.codes.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RecoveryCodesPage({ searchParams }: Props) {
  const user = await requireUser()
  const { done, returnTo } = await searchParams
  const { left, createdAt } = await countRecoveryCodes(user.id)
  const t = await getTranslations('security')
  return (
    <ClientMessages namespaces={['security']}>
      <PageHeader title={t('codes.title')} lead={t('codes.lead')} />
      {done === 'totp' && <Notice tone="good" role="status" title={t('totp.done')} />}
      <div className="max-w-2xl">
        <Card>
          {createdAt && (
            <p className="text-md text-ink-2">
              {t.rich('codes.left', { count: left, time: () => <TimeStamp at={createdAt} now={new Date()} /> })}
            </p>
          )}
          <RecoveryCodesForm
            action={makeRecoveryCodesAction}
            hasCodes={left > 0}
            returnTo={typeof returnTo === 'string' ? readReturnTo(returnTo) : '/account'}
            fileName="recovery-codes.txt"
          />
        </Card>
      </div>
    </ClientMessages>
  )
}
