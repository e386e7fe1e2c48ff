'use client'

import { Download, Trash2 } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import { TimeStamp } from './time-stamp'
import { TokenLife } from './token-life'
import { ButtonLink } from './ui/button-link'
import { type Column, DataTable } from './ui/data-table'
import { RowAction, RowActions } from './ui/row-actions'
import { Tag } from './ui/tag'
import { Verbatim } from './ui/verbatim'

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

type Texts = ReturnType<typeof useTranslations<'history'>>

const columns = (now: Date, t: Texts): Column<SettingsRow>[] => [
  {
    key: 'file',
    header: t('columns.file'),
    cell: ({ id, fileName, version, place }) => (
      <>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/settings/${id}`}
            prefetch={false}
            translate="no"
            className="inline-block min-h-6 font-semibold underline-offset-2 hover:underline"
          >
            {fileName}
          </Link>
          {version > 1 && <Tag>{t('version', { version })}</Tag>}
        </span>
        <span className="block text-sm text-ink-3">{place}</span>
      </>
    ),
  },
  { key: 'app', header: t('columns.app'), cell: ({ appName }) => <Verbatim className="wrap-anywhere">{appName}</Verbatim> },
  {
    key: 'by',
    header: t('columns.by'),
    cell: ({ authorisedBy }) => (authorisedBy ? <Verbatim>{authorisedBy}</Verbatim> : <span className="text-ink-3">{t('notKnown')}</span>),
  },
  { key: 'token', header: t('columns.token'), cell: (row) => <TokenLife {...row} now={now} /> },
  { key: 'created', header: t('columns.created'), cell: ({ createdAt }) => <TimeStamp at={createdAt} now={now} /> },
  {
    key: 'actions',
    header: t('columns.actions'),
    quietHeader: true,
    cell: ({ id, fileName }) => (
      <RowActions>
        <ButtonLink href={`/settings/${id}`} size="sm" aria-label={t('openName', { name: fileName })}>
          {t('open')}
        </ButtonLink>
        <RowAction
          href={`/settings/${id}/download`}
          isFile
          icon={<Download aria-hidden />}
          text={t('download')}
          label={t('downloadName', { name: fileName })}
        />
        <RowAction
          href={`/settings/${id}/delete`}
          icon={<Trash2 aria-hidden />}
          text={t('delete')}
          label={t('deleteName', { name: fileName })}
        />
      </RowActions>
    ),
  },
]

/** Drawn in the browser, too: rows travel to it as what they say, not as markup, which is a tenth of it. */
export function SettingsTable({ rows, now }: { rows: SettingsRow[]; now: Date }) {
  const t = useTranslations('history')
  return <DataTable caption={t('files')} columns={columns(now, t)} rows={rows} rowKey={({ id }) => id} />
}
