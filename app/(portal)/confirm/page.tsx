import { ClientMessages } from '@/components/client-messages'
import { PageHeader } from '@/components/ui/page-header'
import { readReturnTo } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { SignOnProblemNotice } from '../../sign-on-problem-notice'
import { titled } from '../titled'
import { ConfirmCard } from './confirm-card'

export const generateMetadata = titled((t) => t('secret.confirmTitle'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ConfirmPage({ searchParams }: Props) {
  const user = await requireUser()
  const { returnTo, problem } = await searchParams
  const t = await getTranslations('secret')
  return (
    <ClientMessages namespaces={['secret', 'passkey']}>
      <PageHeader title={t('confirmTitle')} lead={t('confirmPageLead')} />
      <SignOnProblemNotice problem={problem} />
      <div className="max-w-xl">
        <ConfirmCard user={user} returnTo={readReturnTo(typeof returnTo === 'string' ? returnTo : '')} isAskedFor title={null} />
      </div>
    </ClientMessages>
  )
}
