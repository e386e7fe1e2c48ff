import Link from 'next/link'
import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm'

type Look = { variant?: ButtonVariant; size?: ButtonSize }

// Whole names, for Tailwind finds them by reading this file. What they look like stands in app/globals.css: rows of buttons would repeat it.
const variants: Record<ButtonVariant, string> = {
  primary: 'button-primary',
  secondary: 'button-secondary',
  quiet: 'button-quiet',
  danger: 'button-danger',
}
const sizes: Record<ButtonSize, string> = { md: 'button-md', sm: 'button-sm' }

export function buttonClass({ variant = 'secondary', size = 'md' }: Look, extra = '') {
  return `button ${variants[variant]} ${sizes[size]} ${extra}`.trim()
}

export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={buttonClass({ variant, size }, className)} {...rest} />
}

/** `isFile`: the address answers with a file, or leads to a page that says why not; so it has no `download`, which would save that page. */
export function ButtonLink({
  variant,
  size,
  className,
  href,
  isFile,
  ...rest
}: ComponentProps<'a'> & Look & { href: string; isFile?: true }) {
  const look = buttonClass({ variant, size }, className)
  // The router knows pages only: files, other sites and new tabs go by a plain anchor.
  const isPage = href.startsWith('/') && !isFile && rest.download === undefined && rest.target === undefined
  return isPage ? (
    <Link href={href} prefetch={false} className={look} {...rest} />
  ) : (
    <a href={href} rel={rest.target === '_blank' ? 'noopener noreferrer' : undefined} className={look} {...rest} />
  )
}
