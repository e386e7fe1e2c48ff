import { useRef, useState, type ClipboardEvent, type FocusEvent, type FormEvent } from 'react'
import { flushSync } from 'react-dom'
import type { tidyValue, Tidied } from '@/lib/apps/tidy-value'
import { valueFields, type ValueField } from '@/lib/apps/value-labels'

type Values = Record<ValueField, string>
/** `before`: what the fields held, for Undo. */
export type Told = Tidied & { before: Values & { deviating: boolean } }

const inputOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement
const fieldOf = ({ target }: { target: EventTarget }) =>
  target instanceof HTMLInputElement && !target.readOnly ? valueFields.find((field) => field === target.name) : undefined

/** Writes as a hand would: React hears of it, whether it holds the field's value or not. */
function write(input: HTMLInputElement, value: string): void {
  if (input.readOnly || input.value === value) return
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Checks or clears the box Deviating Redirect URI; the field beside it follows at once. */
function setDeviating(form: HTMLFormElement, deviating: boolean): void {
  const box = inputOf(form, 'deviating')
  if (box.checked !== deviating) flushSync(() => box.click())
}

/**
 * Takes away what came along with the three values of an app, and takes a whole block apart: where it is pasted, and where a field is left.
 * Everything is told, and can be undone. `own`: the portal's redirect URI, for which the box Deviating Redirect URI stays clear.
 * The readers come when the first of the fields is entered: no page waits for them.
 */
export function useTidyValues(own: string) {
  const [told, setTold] = useState<Told | null>(null)
  const [asTyped, setAsTyped] = useState<Partial<Values>>({})
  const tidy = useRef<typeof tidyValue>(undefined)
  const isPressed = useRef(false)
  const waiting = useRef<Told>(undefined)

  const load = () =>
    import('@/lib/apps/tidy-value').then(
      (loaded) => (tidy.current = loaded.tidyValue),
      // Then the server does it alone.
      () => {},
    )

  /** A hand may be quicker than the network: then it happens as soon as the readers are there. */
  const onceRead = (act: () => void) => {
    if (tidy.current) act()
    else void load().then(() => tidy.current && act())
  }

  /** What is told moves what stands below, and under a pointer that is down that would be the button it is about to press. */
  const tell = (news: Told) => {
    if (isPressed.current) waiting.current = news
    else setTold(news)
  }

  const put = (form: HTMLFormElement, tidied: Tidied) => {
    const before = {
      ...(Object.fromEntries(valueFields.map((field) => [field, inputOf(form, field).value])) as Values),
      deviating: inputOf(form, 'deviating').checked,
    }
    const { redirectUri } = tidied.values
    if (redirectUri !== undefined) setDeviating(form, redirectUri !== own)
    for (const field of valueFields) {
      const value = tidied.values[field]
      if (value !== undefined) write(inputOf(form, field), value)
    }
    tell({ ...tidied, before })
  }

  const look = (form: HTMLFormElement, field: ValueField, text: string) => {
    if (asTyped[field] === text) return false
    const tidied = tidy.current?.(field, text)
    if (!tidied) return false
    put(form, tidied)
    return true
  }

  const lookAll = (form: HTMLFormElement) => {
    for (const field of valueFields) if (!inputOf(form, field).readOnly) look(form, field, inputOf(form, field).value)
  }

  const undo = (form: HTMLFormElement) => {
    if (!told) return
    const { field: pasted, values, before } = told
    if (values.redirectUri !== undefined) setDeviating(form, before.deviating)
    // What was typed since into the others stays.
    for (const field of valueFields) if (field === pasted || values[field] !== undefined) write(inputOf(form, field), before[field])
    setAsTyped({ ...asTyped, [pasted]: before[pasted] })
    setTold(null)
    inputOf(form, pasted).focus()
  }

  const listeners = {
    onFocus: (event: FocusEvent<HTMLFormElement>) => void (fieldOf(event) && !tidy.current && load()),
    onPaste: (event: ClipboardEvent<HTMLFormElement>) => {
      const field = fieldOf(event)
      const text = event.clipboardData.getData('text/plain')
      // A field of one line drops the breaks, which tell best where a value ends. One value is looked at where it has landed.
      if (field && /[\r\n\t]/.test(text.trim()) && look(event.currentTarget, field, text)) event.preventDefault()
    },
    onInput: (event: FormEvent<HTMLFormElement>) => {
      const field = fieldOf(event)
      const { inputType } = event.nativeEvent as InputEvent
      if (!field || (inputType !== 'insertFromPaste' && inputType !== 'insertFromDrop')) return
      const form = event.currentTarget
      // After the field's own listeners: they are to see both values, in their order.
      queueMicrotask(() => onceRead(() => look(form, field, inputOf(form, field).value)))
    },
    onBlur: (event: FocusEvent<HTMLFormElement>) => {
      const field = fieldOf(event)
      const form = event.currentTarget
      if (!field) return
      onceRead(() => {
        const input = inputOf(form, field)
        // Whoever came back to it meanwhile is writing.
        if (document.activeElement !== input) look(form, field, input.value)
      })
    },
    onPointerDown: () => {
      isPressed.current = true
      const release = () => {
        isPressed.current = false
        // The click that belongs to it comes first.
        setTimeout(() => {
          if (waiting.current) setTold(waiting.current)
          waiting.current = undefined
        })
      }
      window.addEventListener('pointerup', release, { once: true })
      window.addEventListener('pointercancel', release, { once: true })
    },
  }
  return { told, undo, lookAll, listeners, asTyped: valueFields.filter((field) => asTyped[field] !== undefined).join(' ') }
}
