'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import { BudgetLine, type BudgetView } from './budget-line'
import { TimeStamp } from './time-stamp'
import { ButtonLink } from './ui/button-link'
import { type Column, DataTable } from './ui/data-table'
import { RowAction, RowActions } from './ui/row-actions'
import { Tag } from './ui/tag'
import { Verbatim } from './ui/verbatim'

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

type Texts = ReturnType<typeof useTranslations<'apps'>>

const columns = (now: Date, t: Texts, labels: ReturnType<typeof useTranslations<'labels'>>): Column<AppRow>[] => [
  {
    key: 'app',
    header: t('columns.app'),
    cell: ({ id, name, place }) => (
      <>
        <Link
          href={`/apps/${id}`}
          prefetch={false}
          translate="no"
          className="inline-block min-h-6 font-semibold underline-offset-2 hover:underline"
        >
          {name}
        </Link>
        <span className="block text-sm text-ink-3">{place}</span>
      </>
    ),
  },
  {
    key: 'values',
    header: t('columns.values'),
    cell: ({ clientId, redirectUri, deviating, budget }) => (
      <div className="grid justify-items-start gap-1 text-ink-2">
        <Verbatim className="font-mono text-xs wrap-anywhere">{clientId}</Verbatim>
        <Verbatim className="font-mono text-xs wrap-anywhere">{redirectUri}</Verbatim>
        {deviating && <Tag>{labels('deviating')}</Tag>}
        {budget && <BudgetLine budget={budget} />}
      </div>
    ),
  },
  { key: 'changed', header: t('columns.changed'), cell: ({ updatedAt }) => <TimeStamp at={updatedAt} now={now} /> },
  {
    key: 'actions',
    header: t('columns.actions'),
    quietHeader: true,
    cell: ({ id, name }) => (
      <RowActions>
        <ButtonLink href={`/preauthenticate?app=${id}`} size="sm" aria-label={t('preauthenticateName', { name })}>
          {labels('preauthenticate')}
        </ButtonLink>
        <RowAction href={`/apps/${id}`} icon={<Pencil aria-hidden />} text={t('edit')} label={t('editName', { name })} />
        <RowAction href={`/apps/${id}/delete`} icon={<Trash2 aria-hidden />} text={t('delete')} label={t('deleteName', { name })} />
      </RowActions>
    ),
  },
]

/** Drawn in the browser, too: see SettingsTable. */
export function AppTable({ rows, now }: { rows: AppRow[]; now: Date }) {
  const t = useTranslations('apps')
  const labels = useTranslations('labels')
  return <DataTable caption={t('title')} columns={columns(now, t, labels)} rows={rows} rowKey={({ id }) => id} />
}
