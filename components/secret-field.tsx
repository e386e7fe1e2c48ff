'use client'

import { Check, CircleAlert, Copy, WrapText } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { useRef, useState, type ReactNode } from 'react'
import { type Language } from '@/lib/settings/highlight'
import { ColouredText, textLayout } from './coloured-text'
import { autofill } from './ui/autofill'
import { Button } from './ui/button'
import { useOwnSubmit } from './use-own-submit'
import { useSecret, type RevealAction } from './use-secret'
import { useIsLive } from './ui/use-is-live'

type Props = {
  action: RevealAction
  id: string
  field: string
  label: string
  hint: ReactNode
  masked: string
  /** What its colours tell apart. */
  language: Language
  /** The page asks for the password first. */
  isStale: boolean
}

/** A secret that looks like one: sunken, masked, with reveal and copy in the same place each time. The page does not hold it until it is asked for. */
export function SecretField({ action, id, field, label, hint, masked, language, isStale }: Props) {
  const t = useTranslations('secret')
  const ui = useTranslations('ui')
  const area = useRef<HTMLTextAreaElement>(null)
  const { state, submit, isPending, said, copy, noteCopy } = useSecret(action, { id, field }, area)
  const { value: revealed, problem } = state
  const isLive = useIsLive()
  const [wraps, setWraps] = useState(true)
  const value = revealed ?? masked
  const send = useOwnSubmit(submit, isPending)

  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={field} className="text-md font-[560]">
        {label}
      </label>
      <div className="overflow-hidden rounded-md border border-line bg-sunken focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line py-2 pl-4 pr-2">
          <p id={`${field}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
          <form action={submit} onSubmit={send} className="flex gap-2">
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="field" value={field} />
            {revealed !== null && <input type="hidden" name="hide" value="yes" />}
            <Button
              id={`${field}-reveal`}
              type="submit"
              size="sm"
              aria-label={t(revealed === null ? 'revealWhat' : 'hideWhat', { what: label })}
              aria-disabled={isPending || undefined}
            >
              {ui(revealed === null ? 'reveal' : 'hide')}
            </Button>
            {isLive && (
              <Button size="sm" aria-label={t('wrapWhat', { what: label })} aria-pressed={wraps} onClick={() => setWraps(!wraps)}>
                <WrapText aria-hidden />
              </Button>
            )}
            {isLive && (
              <Button size="sm" aria-label={ui('copyWhat', { what: label })} onClick={copy}>
                {said === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
                <span>{said === 'blocked' ? t('blocked') : ui(said ?? 'copy')}</span>
              </Button>
            )}
          </form>
        </div>
        {problem === 'damaged' && <Problem tone="bad">{t('damaged')}</Problem>}
        {problem === 'stale' && isStale && (
          <Problem tone="warn">
            {t.rich('stale', {
              confirm: (chunks) => (
                <a href="#password" className="underline underline-offset-2">
                  {chunks}
                </a>
              ),
            })}
          </Problem>
        )}
        <div className={`grid ${wraps ? 'grid-cols-1' : 'grid-cols-[max-content] overflow-x-auto'}`}>
          <ColouredText text={value} language={language} className={textLayout(wraps)} />
          {/* Without autocomplete=off a browser writes what stands in it into its session files, to bring it back after a crash. */}
          <textarea
            {...autofill.nothing}
            ref={area}
            id={field}
            readOnly
            rows={1}
            spellCheck={false}
            aria-describedby={`${field}-hint`}
            value={value}
            onCopy={noteCopy}
            className={`${textLayout(wraps)} resize-none overflow-hidden bg-transparent text-ink outline-none selection:bg-accent selection:text-accent-ink not-forced-colors:[-webkit-text-fill-color:transparent]`}
          />
        </div>
      </div>
      <span role="status" className="sr-only">
        {said && t('said', { what: label, said: said === 'blocked' ? t('blocked') : ui(said) })}
      </span>
    </div>
  )
}

const tones = { bad: 'border-bad-line bg-bad-soft text-bad', warn: 'border-warn-line bg-warn-soft text-warn' }

function Problem({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return (
    <p role="alert" className={`flex gap-2 border-b px-4 py-2.5 text-md ${tones[tone]}`}>
      <CircleAlert aria-hidden className="mt-0.5 size-[18px] flex-none" />
      <span>{children}</span>
    </p>
  )
}
