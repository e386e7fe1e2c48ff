'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useRef, useState, type ComponentProps, type ReactNode } from 'react'
import { TextField } from './ui/text-field'

type Judge = (password: string, near: string[]) => 0 | 1 | 2 | 3 | 4
type Props = { name: string; label: string; error?: string; hint: ReactNode; email: string } & Pick<ComponentProps<'input'>, 'autoFocus'>

const colours = ['bg-bad', 'bg-bad', 'bg-warn', 'bg-good', 'bg-good']

/** A new password, and how long it would stand against guessing. What judges it comes over the network when the field is entered; the password stays here. */
export function NewPasswordField({ name, label, error, hint, email, autoFocus }: Props) {
  const t = useTranslations('password')
  const judge = useRef<Judge>(null)
  const [score, setScore] = useState<0 | 1 | 2 | 3 | 4 | null>(null)
  const look = (value: string) => setScore(value && judge.current ? judge.current(value, [email, ...email.split(/[@.]/)]) : null)
  const load = async (field: HTMLInputElement) => {
    judge.current ??= (await import('./password-strength')).judgeStrength
    look(field.value)
  }
  return (
    <div className="grid gap-2">
      <TextField
        label={label}
        name={name}
        type="password"
        fill="newPassword"
        required
        autoFocus={autoFocus}
        error={error}
        hint={hint}
        onFocus={(event) => void load(event.currentTarget).catch(() => {})}
        onChange={(event) => look(event.currentTarget.value)}
      />
      <div className="grid gap-1.5">
        <div aria-hidden className="grid grid-cols-4 gap-1">
          {[1, 2, 3, 4].map((step) => (
            <span key={step} className={`h-1 rounded-full ${score !== null && score >= step ? colours[score] : 'bg-line'}`} />
          ))}
        </div>
        <p role="status" className="min-h-5 text-sm text-ink-2">
          {score !== null && t(`strength.${score}`)}
        </p>
      </div>
    </div>
  )
}
