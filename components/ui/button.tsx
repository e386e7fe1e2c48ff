import Link from 'next/link'
import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm'

type Look = { variant?: ButtonVariant; size?: ButtonSize }

const base =
  'inline-flex items-center justify-center gap-2 rounded-md border text-center font-semibold no-underline transition-colors ' +
  'aria-disabled:cursor-default aria-disabled:opacity-65 [&_svg]:size-4 [&_svg]:flex-none'

const variants: Record<ButtonVariant, string> = {
  primary: 'border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-tint',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-tint hover:text-ink',
  danger: 'border-bad bg-bad text-bad-ink hover:border-bad-strong hover:bg-bad-strong',
}

const sizes: Record<ButtonSize, string> = {
  md: 'min-h-[42px] px-4 py-2 text-base',
  sm: 'min-h-8 px-2.5 py-1 text-sm',
}

export function buttonClass({ variant = 'secondary', size = 'md' }: Look, extra = '') {
  return `${base} ${variants[variant]} ${sizes[size]} ${extra}`.trim()
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
