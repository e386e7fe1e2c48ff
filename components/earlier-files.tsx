import { useNow } from 'next-intl'
import { useTranslations } from '@/lib/i18n/use-translations'
import type { ReactNode } from 'react'
import { TimeStamp } from './time-stamp'
import { Notice } from './ui/notice'
import { Verbatim } from './ui/verbatim'

/** A settings file whose token may live, made with a client ID that is about to be allowed again. */
export type EarlierFile = { id: string; fileName: string; authorisedBy: string | null; at: string }

/** Names the files and the people that a new authorisation would hit. */
export function EarlierFiles({ files }: { files: EarlierFile[] }) {
  const t = useTranslations('preauthenticate.earlier')
  const now = useNow()
  if (files.length === 0) return null
  return (
    <Notice tone="warn" title={t('title')}>
      <ul className="grid gap-1">
        {files.map(({ id, fileName, authorisedBy, at }) => {
          const parts = {
            fileName,
            file: (chunks: ReactNode) => (
              <a href={`/settings/${id}`}>
                <Verbatim as="b">{chunks}</Verbatim>
              </a>
            ),
            time: () => <TimeStamp at={new Date(at)} now={now} />,
          }
          return (
            <li key={id}>
              {authorisedBy
                ? t.rich('file', { ...parts, person: authorisedBy, b: (chunks) => <Verbatim as="b">{chunks}</Verbatim> })
                : t.rich('fileUnnamed', parts)}
            </li>
          )
        })}
      </ul>
      <p>{t('advice', { count: files.length })}</p>
    </Notice>
  )
}
