import Link from 'next/link'
import type { AuditDetail, AuditKind } from '@/lib/audit/schema'
import { useTranslations } from '@/lib/i18n/use-translations'
import { TimeStamp } from './time-stamp'
import { type Column, DataTable } from './ui/data-table'

/** `kind`: an AuditKind. `detail`: who and to whom by id. */
export type ActRow = { sequence: number; at: Date; kind: string; detail: AuditDetail }
type Props = { rows: ActRow[]; addresses: ReadonlyMap<string, string>; now: Date }
type Texts = ReturnType<typeof useTranslations<'administration.log'>>

function actWords({ kind, detail }: ActRow, t: Texts): string {
  if (kind === 'role-changed') return t(detail.role === 'user' ? 'kinds.made-user' : 'kinds.made-administrator')
  if (kind === 'user-invited' && detail.role === 'administrator') return t('kinds.administrator-invited')
  return t(`kinds.${kind as Exclude<AuditKind, 'role-changed'> & 'user-deleted'}`)
}

/** An entry without `by` is the operator's; but for a user who left by themselves, for whom it says no more either. */
function actorWords({ kind, detail }: ActRow, t: Texts): string {
  const isLeaving = kind === 'user-deleted' || (kind === 'role-changed' && detail.role === 'user')
  return t(isLeaving ? 'userOrOperator' : 'operator')
}

function Person({ id, addresses, t }: { id: string; addresses: Props['addresses']; t: Texts }) {
  const email = addresses.get(id)
  if (!email) return <span className="text-ink-3">{t('gone')}</span>
  return (
    <Link
      href={`/administration/users/${id}`}
      prefetch={false}
      translate="no"
      className="inline-block min-h-6 wrap-anywhere underline underline-offset-2 hover:no-underline"
    >
      {email}
    </Link>
  )
}

const columns = (addresses: Props['addresses'], now: Date, t: Texts): Column<ActRow>[] => [
  { key: 'what', header: t('columns.what'), cell: (row) => <span className="font-medium">{actWords(row, t)}</span> },
  {
    key: 'whom',
    header: t('columns.whom'),
    cell: ({ detail: { user, invitation } }) =>
      user ? <Person id={user} addresses={addresses} t={t} /> : <span className="text-ink-3">{invitation ? t('invitation') : '–'}</span>,
  },
  {
    key: 'who',
    header: t('columns.who'),
    cell: (row) =>
      row.detail.by ? <Person id={row.detail.by} addresses={addresses} t={t} /> : <span className="text-ink-2">{actorWords(row, t)}</span>,
  },
  { key: 'when', header: t('columns.when'), cell: ({ at }) => <TimeStamp at={at} now={now} withClock /> },
]

export function AdministrativeActs({ rows, addresses, now }: Props) {
  const t = useTranslations('administration.log')
  return <DataTable caption={t('caption')} columns={columns(addresses, now, t)} rows={rows} rowKey={({ sequence }) => String(sequence)} />
}
