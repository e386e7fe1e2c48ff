import { useState, type FormEvent } from 'react'
import type { FormState } from '@/lib/form-state'

const none: ReadonlySet<string> = new Set()

/**
 * What the server answered, until its user has seen to it: a field that was changed since has no error any more, which only the next answer
 * could give it. `onChange` belongs to the form; `changed` tells the summary what to strike out.
 */
export function useFormAnswer(answer: FormState) {
  const [seen, setSeen] = useState({ answer, changed: none })
  const changed = seen.answer === answer ? seen.changed : none
  const onChange = ({ target }: FormEvent<HTMLFormElement>) => {
    const { name } = target as EventTarget & { name?: string }
    if (name && answer.errors[name] && !changed.has(name)) setSeen({ answer, changed: new Set([...changed, name]) })
  }
  const errors = Object.fromEntries(Object.entries(answer.errors).filter(([name]) => !changed.has(name)))
  return { errors, changed, onChange }
}
