import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm'

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize }

// Whole names, for Tailwind finds them by reading this file. What they look like stands in app/globals.css: rows of buttons would repeat it.
const variants: Record<ButtonVariant, string> = {
  primary: 'button-primary',
  secondary: 'button-secondary',
  quiet: 'button-quiet',
  danger: 'button-danger',
}
const sizes: Record<ButtonSize, string> = { md: 'button-md', sm: 'button-sm' }

export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonLook, extra = '') {
  return `button ${variants[variant]} ${sizes[size]} ${extra}`.trim()
}

export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & ButtonLook) {
  return <button type={type} className={buttonClass({ variant, size }, className)} {...rest} />
}
