import { Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { BudgetLine, type BudgetView } from './budget-line'
import { TimeStamp } from './time-stamp'
import { ButtonLink } from './ui/button'
import { type Column, DataTable } from './ui/data-table'
import { RowAction, RowActions } from './ui/row-actions'
import { Tag } from './ui/tag'

export type AppRow = {
  id: string
  name: string
  place: string
  clientId: string
  redirectUri: string
  deviating: boolean
  updatedAt: Date
  budget?: BudgetView
}

const columns = (now: Date): Column<AppRow>[] => [
  {
    key: 'app',
    header: 'App',
    cell: ({ id, name, place }) => (
      <>
        <Link href={`/apps/${id}`} prefetch={false} className="inline-block min-h-6 font-semibold underline-offset-2 hover:underline">
          {name}
        </Link>
        <span className="block text-sm text-ink-3">{place}</span>
      </>
    ),
  },
  {
    key: 'values',
    header: 'Client ID and Redirect URI',
    cell: ({ clientId, redirectUri, deviating, budget }) => (
      <span className="grid justify-items-start gap-1 text-ink-2">
        <span className="font-mono text-xs wrap-anywhere">{clientId}</span>
        <span className="font-mono text-xs wrap-anywhere">{redirectUri}</span>
        {deviating && <Tag>Deviating Redirect URI</Tag>}
        {budget && <BudgetLine budget={budget} />}
      </span>
    ),
  },
  { key: 'changed', header: 'Changed', cell: ({ updatedAt }) => <TimeStamp at={updatedAt} now={now} /> },
  {
    key: 'actions',
    header: 'Actions',
    quietHeader: true,
    cell: ({ id, name }) => (
      <RowActions>
        <ButtonLink href={`/preauthenticate?app=${id}`} size="sm" aria-label={`Preauthenticate ${name}`}>
          Preauthenticate
        </ButtonLink>
        <RowAction href={`/apps/${id}`} icon={<Pencil aria-hidden />} text="Edit" label={`Edit ${name}`} />
        <RowAction href={`/apps/${id}/delete`} icon={<Trash2 aria-hidden />} text="Delete" label={`Delete ${name}`} />
      </RowActions>
    ),
  },
]

export function AppTable({ rows, now }: { rows: AppRow[]; now: Date }) {
  return <DataTable caption="App registrations" columns={columns(now)} rows={rows} rowKey={({ id }) => id} />
}
