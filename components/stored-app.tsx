import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { Notice } from './ui/notice'
import { Verbatim } from './ui/verbatim'

/** Says that what is being typed is stored already: whoever wants to change it knows, and all others need not type on. */
export function StoredApp({ id, name }: { id: string; name: string }) {
  const t = useTranslations('preauthenticate.stored')
  return (
    <Notice title={t('title')}>
      <p>
        {t.rich('text', {
          name,
          b: (chunks: ReactNode) => <Verbatim as="b">{chunks}</Verbatim>,
          // A plain anchor: the form begins anew with what is stored.
          use: (chunks: ReactNode) => <a href={`/preauthenticate?app=${id}`}>{chunks}</a>,
        })}
      </p>
    </Notice>
  )
}
