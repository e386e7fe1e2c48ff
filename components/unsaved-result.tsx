'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import type { Unsaved } from '@/lib/attempt-outcome'
import { ButtonLink } from './ui/button'
import { Card } from './ui/card'
import { CopyButton } from './ui/copy-button'
import { Notice } from './ui/notice'
import { PageHeader } from './ui/page-header'
import { fileAddress, unsavedAdvice, unsavedFields, unsavedNotice, unsavedTitle } from './unsaved-words'

/** A result that the history could not take yet. Where it stands, the page around it hides what it showed before (`#unsaved`). */
export function UnsavedResult({ unsaved }: { unsaved: Unsaved }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.scrollIntoView()
  }, [])
  const fileName = `settings-${unsaved.name}.xml`
  return (
    <section id="unsaved" ref={box} tabIndex={-1} aria-label={unsavedTitle} className="grid min-w-0 gap-6 outline-none">
      <PageHeader
        title={fileName}
        actions={
          <ButtonLink variant="primary" href={fileAddress(unsaved.xml)} download={fileName}>
            Download {fileName}
          </ButtonLink>
        }
      />
      <Notice tone="warn" role="alert" title={unsavedTitle}>
        <p>{unsavedNotice}</p>
        <p>{unsavedAdvice}</p>
      </Notice>
      <Card>
        {unsavedFields.map(({ field, label, rows }) => (
          <div key={field} className="grid min-w-0 gap-1.5">
            <div className="flex items-end justify-between gap-3">
              <label htmlFor={`unsaved-${field}`} className="text-md font-[560]">
                {label}
              </label>
              <CopyButton value={unsaved[field]} label={`Copy ${label}`} sourceId={`unsaved-${field}`} />
            </div>
            <textarea
              autoComplete="off"
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
      <p className="text-md text-ink-2">
        Look at{' '}
        <Link href="/settings" prefetch={false} className="text-accent underline underline-offset-2">
          the settings history
        </Link>{' '}
        in a minute or two.
      </p>
    </section>
  )
}
