import { Download, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { TimeStamp } from './time-stamp'
import { TokenLife } from './token-life'
import { ButtonLink } from './ui/button'
import { type Column, DataTable } from './ui/data-table'
import { RowAction, RowActions } from './ui/row-actions'
import { Tag } from './ui/tag'

export type SettingsRow = {
  id: string
  fileName: string
  version: number
  place: string
  appName: string
  authorisedBy: string | null
  supersededAt: Date | null
  backedUpAt: Date | null
  createdAt: Date
}

const columns = (now: Date): Column<SettingsRow>[] => [
  {
    key: 'file',
    header: 'File',
    cell: ({ id, fileName, version, place }) => (
      <>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={`/settings/${id}`} prefetch={false} className="inline-block min-h-6 font-semibold underline-offset-2 hover:underline">
            {fileName}
          </Link>
          {version > 1 && <Tag>version {version}</Tag>}
        </span>
        <span className="block text-sm text-ink-3">{place}</span>
      </>
    ),
  },
  { key: 'app', header: 'App', cell: ({ appName }) => <span className="wrap-anywhere">{appName}</span> },
  {
    key: 'by',
    header: 'Authorised by',
    cell: ({ authorisedBy }) => authorisedBy ?? <span className="text-ink-3">not known</span>,
  },
  { key: 'token', header: 'Token', cell: (row) => <TokenLife {...row} now={now} /> },
  { key: 'created', header: 'Created', cell: ({ createdAt }) => <TimeStamp at={createdAt} now={now} /> },
  {
    key: 'actions',
    header: 'Actions',
    quietHeader: true,
    cell: ({ id, fileName }) => (
      <RowActions>
        <ButtonLink href={`/settings/${id}`} size="sm" aria-label={`Open ${fileName}`}>
          Open
        </ButtonLink>
        <RowAction
          href={`/settings/${id}/download`}
          isFile
          icon={<Download aria-hidden />}
          text="Download"
          label={`Download ${fileName}`}
        />
        <RowAction href={`/settings/${id}/delete`} icon={<Trash2 aria-hidden />} text="Delete" label={`Delete ${fileName}`} />
      </RowActions>
    ),
  },
]

export function SettingsTable({ rows, now }: { rows: SettingsRow[]; now: Date }) {
  return <DataTable caption="Settings files" columns={columns(now)} rows={rows} rowKey={({ id }) => id} />
}
