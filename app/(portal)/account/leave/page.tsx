import { ClientMessages } from '@/components/client-messages'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { requireUser } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { requireFresh } from '../../require-fresh'
import { titled } from '../../titled'
import { deleteAccountAction } from './actions'

export const generateMetadata = titled((t) => t('account.leave'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const problems = ['email', 'last-administrator', 'exporting'] as const

export default async function LeavePage({ searchParams }: Props) {
  const user = await requireUser()
  requireFresh(user, '/account/leave')
  const { problem } = await searchParams
  const bad = problems.find((one) => one === problem)
  const [t, labels] = await Promise.all([getTranslations('leave'), getTranslations('labels')])
  return (
    <ClientMessages>
      <PageHeader title={t('title')} lead={t('lead')} />
      {bad && <Notice tone="bad" role="alert" title={t(`problem.${bad}`)} />}
      <div className="grid max-w-2xl gap-4">
        <Card title={t('take.title')} lead={t('take.lead')}>
          <div className="flex flex-wrap gap-2.5">
            <ButtonLink href="/account/export" isFile>
              {t('take.without')}
            </ButtonLink>
            <ButtonLink href="/account/export?secrets=yes" isFile>
              {t('take.with')}
            </ButtonLink>
          </div>
          <p className="text-md text-ink-2">{t('take.withHint')}</p>
        </Card>
        <Card title={t('delete.title')} lead={t('delete.lead')}>
          <form action={deleteAccountAction} className="grid gap-[18px]">
            <TextField
              label={labels('email')}
              name="email"
              type="email"
              fill="nothing"
              required
              hint={t('delete.emailHint', { email: user.email })}
            />
            <div className="flex flex-wrap justify-end gap-2.5">
              <ButtonLink href="/account">{t('delete.keep')}</ButtonLink>
              <SubmitButton variant="secondary" name="when" value="later">
                {t('delete.later')}
              </SubmitButton>
              <SubmitButton variant="danger" name="when" value="now">
                {t('delete.now')}
              </SubmitButton>
            </div>
          </form>
        </Card>
      </div>
    </ClientMessages>
  )
}
