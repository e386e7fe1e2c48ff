'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import type { Unsaved } from '@/lib/attempt-outcome'
import { autofill } from './ui/autofill'
import { ButtonLink } from './ui/button-link'
import { Card } from './ui/card'
import { CopyButton } from './ui/copy-button'
import { Notice } from './ui/notice'
import { PageHeader } from './ui/page-header'
import { Verbatim } from './ui/verbatim'
import { fileAddress, unsavedFields } from './unsaved-words'

/** A result that the history could not take yet. Where it stands, the page around it hides what it showed before (`#unsaved`). */
export function UnsavedResult({ unsaved }: { unsaved: Unsaved }) {
  const t = useTranslations('exchange.unsaved')
  const ui = useTranslations('ui')
  const labels = useTranslations('labels')
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.scrollIntoView()
  }, [])
  const { isAccountGone } = unsaved
  const fileName = `settings-${unsaved.name}.xml`
  return (
    <section id="unsaved" ref={box} tabIndex={-1} aria-label={t('title')} className="grid min-w-0 gap-6 outline-none">
      <PageHeader
        title={<Verbatim>{fileName}</Verbatim>}
        actions={
          <ButtonLink variant="primary" href={fileAddress(unsaved.xml)} download={fileName}>
            {t('download', { file: fileName })}
          </ButtonLink>
        }
      />
      <Notice tone="warn" role="alert" title={t(isAccountGone ? 'goneTitle' : 'title')}>
        <p>{t(isAccountGone ? 'goneNotice' : 'notice')}</p>
        <p>{t(isAccountGone ? 'goneAdvice' : 'advice')}</p>
      </Notice>
      <Card>
        {unsavedFields.map(({ field, rows }) => (
          <div key={field} className="grid min-w-0 gap-1.5">
            <div className="flex items-end justify-between gap-3">
              <label htmlFor={`unsaved-${field}`} className="text-md font-[560]">
                {labels(field)}
              </label>
              <CopyButton value={unsaved[field]} label={ui('copyWhat', { what: labels(field) })} sourceId={`unsaved-${field}`} />
            </div>
            <textarea
              {...autofill.nothing}
              id={`unsaved-${field}`}
              readOnly
              rows={rows}
              spellCheck={false}
              value={unsaved[field]}
              className="block w-full resize-y rounded-md border border-line-strong bg-sunken px-4 py-3.5 font-mono text-sm leading-relaxed wrap-anywhere"
            />
          </div>
        ))}
      </Card>
      {!isAccountGone && (
        <p className="text-md text-ink-2">
          {t.rich('lookLater', {
            history: (chunks) => (
              <Link href="/settings" prefetch={false} className="text-accent underline underline-offset-2">
                {chunks}
              </Link>
            ),
          })}
        </p>
      )}
    </section>
  )
}
