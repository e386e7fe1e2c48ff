import Link from 'next/link'
import type { AccountRow } from '@/lib/accounts/administration-store'
import { useTranslations } from '@/lib/i18n/use-translations'
import { LastSeen, RoleTag, StandingTags, WaysIn } from './account-marks'
import { type Column, DataTable } from './ui/data-table'
import { Tag } from './ui/tag'

type Props = { rows: AccountRow[]; ownId: string; now: Date }
type Texts = ReturnType<typeof useTranslations<'administration'>>

const columns = (ownId: string, now: Date, t: Texts): Column<AccountRow>[] => [
  {
    key: 'user',
    header: t('users.columns.user'),
    cell: ({ id, email, role }) => (
      <span className="grid justify-items-start gap-1">
        <Link
          href={`/administration/users/${id}`}
          prefetch={false}
          translate="no"
          className="inline-block min-h-6 font-semibold underline-offset-2 hover:underline"
        >
          {email}
        </Link>
        <span className="flex flex-wrap gap-1.5">
          <RoleTag role={role} />
          {id === ownId && <Tag>{t('you')}</Tag>}
        </span>
      </span>
    ),
  },
  { key: 'ways', header: t('users.columns.ways'), cell: (row) => <WaysIn {...row} /> },
  { key: 'seen', header: t('users.columns.seen'), cell: ({ lastSeenAt }) => <LastSeen at={lastSeenAt} now={now} /> },
  { key: 'standing', header: t('users.columns.standing'), cell: (row) => <StandingTags {...row} now={now} /> },
]

export function AccountTable({ rows, ownId, now }: Props) {
  const t = useTranslations('administration')
  return <DataTable caption={t('tabs.users')} columns={columns(ownId, now, t)} rows={rows} rowKey={({ id }) => id} />
}
