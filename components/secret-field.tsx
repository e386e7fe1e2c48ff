'use client'

import { Check, Copy } from 'lucide-react'
import { startTransition, useActionState, useRef, useState } from 'react'
import { Button } from './ui/button'
import { useOwnSubmit } from './use-own-submit'
import { useIsLive } from './ui/use-is-live'

type Props = {
  /** Opens the field: the server's answer is the value, or null to hide it again. */
  action: (revealed: string | null, formData: FormData) => Promise<string | null>
  id: string
  field: string
  label: string
  hint: string
  masked: string
  rows: number
}

/** A secret that looks like one: sunken, masked, with reveal and copy in the same place each time. The page does not hold it until it is asked for. */
export function SecretField({ action, id, field, label, hint, masked, rows }: Props) {
  const [revealed, submit, isPending] = useActionState(action, null)
  const [said, setSaid] = useState('')
  const isLive = useIsLive()
  const area = useRef<HTMLTextAreaElement>(null)

  const ask = () => {
    const form = new FormData()
    form.set('id', id)
    form.set('field', field)
    return form
  }
  const copy = async () => {
    try {
      const value = revealed === null ? action(null, ask()).then((text) => text ?? '') : Promise.resolve(revealed)
      // The promise goes to the clipboard as it is: Safari forbids writing once a click lies an await behind.
      const blob = value.then((text) => new Blob([text], { type: 'text/plain' }))
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
      setSaid('Copied')
    } catch {
      if (revealed === null) startTransition(() => submit(ask()))
      area.current?.select()
      setSaid('Blocked: press Ctrl+C')
    }
    setTimeout(() => setSaid(''), 4000)
  }
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
              type="submit"
              size="sm"
              aria-label={`${revealed === null ? 'Reveal' : 'Hide'} ${label}`}
              aria-disabled={isPending || undefined}
            >
              {revealed === null ? 'Reveal' : 'Hide'}
            </Button>
            {isLive && (
              <Button size="sm" aria-label={`Copy ${label}`} onClick={copy}>
                {said === 'Copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
                {said || 'Copy'}
              </Button>
            )}
          </form>
        </div>
        <textarea
          ref={area}
          id={field}
          readOnly
          rows={rows}
          spellCheck={false}
          aria-describedby={`${field}-hint`}
          value={revealed ?? masked}
          className={`block w-full resize-y bg-transparent px-4 py-3.5 font-mono text-sm leading-relaxed outline-none field-sizing-content wrap-anywhere ${
            revealed === null ? 'text-ink-3' : 'text-ink'
          }`}
        />
      </div>
      <span role="status" className="sr-only">
        {said && `${label}: ${said}`}
      </span>
    </div>
  )
}
