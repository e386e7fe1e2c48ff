import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonClass, type ButtonLook } from './button'

/** `isFile`: the address answers with a file, or leads to a page that says why not; so it has no `download`, which would save that page. */
export function ButtonLink({
  variant,
  size,
  className,
  href,
  isFile,
  ...rest
}: ComponentProps<'a'> & ButtonLook & { href: string; isFile?: true }) {
  const look = buttonClass({ variant, size }, className)
  // The router knows pages only: files, other sites and new tabs go by a plain anchor.
  const isPage = href.startsWith('/') && !isFile && rest.download === undefined && rest.target === undefined
  return isPage ? (
    <Link href={href} prefetch={false} className={look} {...rest} />
  ) : (
    <a href={href} rel={rest.target === '_blank' ? 'noopener noreferrer' : undefined} className={look} {...rest} />
  )
}
