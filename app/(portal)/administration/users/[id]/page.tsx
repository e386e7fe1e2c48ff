import { LastSeen, RoleTag, StandingTags, WaysIn } from '@/components/account-marks'
import { AdministrationTabs } from '@/components/administration-tabs'
import { TimeStamp } from '@/components/time-stamp'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { titled } from '../../../titled'
import { OutcomeNotice } from '../../outcome-notice'
import { Acts } from './acts'
import { findAccount } from './find-account'

export const generateMetadata = titled((t) => t('administration.title'))

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function UserPage({ params, searchParams }: Props) {
  const user = await requireAdministrator()
  const now = new Date()
  const { account, isLast } = await findAccount(user, (await params).id, now)
  const { done, problem } = await searchParams
  const t = await getTranslations('administration')
  return (
    <>
      <PageHeader title={account.email} actions={<ButtonLink href="/administration">{t('users.all')}</ButtonLink>} />
      <AdministrationTabs here="users" />
      <OutcomeNotice done={done} problem={problem} />
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        <Card title={t('account.facts')} actions={account.id === user.id && <Tag>{t('you')}</Tag>}>
          <DefinitionList
            items={[
              { term: t('role.label'), detail: <RoleTag role={account.role} /> },
              { term: t('users.columns.standing'), detail: <StandingTags {...account} now={now} /> },
              { term: t('users.columns.ways'), detail: <WaysIn {...account} /> },
              { term: t('account.since'), detail: <TimeStamp at={account.createdAt} now={now} /> },
              { term: t('users.columns.seen'), detail: <LastSeen at={account.lastSeenAt} now={now} /> },
              { term: t('account.sessions'), detail: account.sessions },
            ]}
          />
        </Card>
        <Card title={t('account.acts')} lead={t('account.actsLead')}>
          {isLast && <Notice title={t('account.last')} />}
          <Acts account={account} isLast={isLast} />
        </Card>
      </div>
    </>
  )
}
