import { redirect } from 'next/navigation'
import { AdministrationTabs } from '@/components/administration-tabs'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { requireFresh } from '../../../../require-fresh'
import { titled } from '../../../../titled'
import { OutcomeNotice } from '../../../outcome-notice'
import { findAccount } from '../find-account'
import { deleteUserAction } from './actions'

export const generateMetadata = titled((t) => t('administration.remove.title'))

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DeleteUserPage({ params, searchParams }: Props) {
  const user = await requireAdministrator()
  const { account, isLast } = await findAccount(user, (await params).id, new Date())
  const page = `/administration/users/${account.id}`
  requireFresh(user, `${page}/delete`)
  if (isLast) redirect(`${page}?problem=last-administrator`)
  const { problem } = await searchParams
  const { id, email } = account
  const [t, labels, ui] = await Promise.all([getTranslations('administration.remove'), getTranslations('labels'), getTranslations('ui')])
  return (
    <>
      <PageHeader title={t('title')} />
      <AdministrationTabs here="users" />
      <OutcomeNotice problem={problem} />
      <div className="max-w-2xl">
        <Card title={email}>
          <div className="grid gap-3 text-ink-2">
            <p>{t('lead', { email })}</p>
            <p>{t('tokens')}</p>
            <p>{t('shutInstead')}</p>
          </div>
          <form action={deleteUserAction} className="grid gap-[18px]">
            <input type="hidden" name="id" value={id} />
            <TextField label={labels('email')} name="email" type="email" fill="nothing" required hint={t('emailHint', { email })} />
            <div className="flex flex-wrap justify-end gap-2.5">
              <ButtonLink href={page}>{ui('keep')}</ButtonLink>
              <SubmitButton variant="danger" pendingLabel={ui('deleting')}>
                {t('submit')}
              </SubmitButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  )
}
