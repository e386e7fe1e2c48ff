import { AdministrationTabs } from '@/components/administration-tabs'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { DataTable } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { WaysOut } from '@/components/ways-out'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { titled } from '../../titled'
import { tryWaysOutAction } from './actions'
import { judgeState, type StateRow } from './judge-state'
import { readFacts } from './read-facts'

export const generateMetadata = titled((t) => t('administration.state.title'))

export default async function StatePage() {
  await requireAdministrator()
  const rows = judgeState(await readFacts())
  const t = await getTranslations('administration.state')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <AdministrationTabs here="state" />
      <DataTable<StateRow>
        caption={t('caption')}
        rows={rows}
        rowKey={({ part }) => part}
        columns={[
          { key: 'part', header: t('columns.part'), cell: ({ part }) => <span className="font-semibold">{t(`${part}.part`)}</span> },
          {
            key: 'tone',
            header: t('columns.tone'),
            cell: ({ tone }) => <Tag tone={tone}>{t(`tone.${tone}`)}</Tag>,
            className: 'whitespace-nowrap',
          },
          {
            key: 'says',
            header: t('columns.says'),
            cell: ({ says, values }) => <span className="text-ink-2 wrap-anywhere">{t(says, values)}</span>,
          },
        ]}
      />
      <Card title={t('trial.title')} lead={t('trial.lead')}>
        <WaysOut
          tryAction={tryWaysOutAction}
          labels={{
            caption: t('trial.title'),
            address: t('trial.address'),
            way: t('trial.way'),
            tone: t('columns.tone'),
            says: t('columns.says'),
            button: t('trial.button'),
            pending: t('trial.pending'),
          }}
        />
      </Card>
    </>
  )
}
