import type { ComponentProps } from 'react'

type Props = ComponentProps<'span'> & { as?: 'span' | 'code' | 'pre' | 'b' | 'mark' | 'kbd' | 'q' | 'ol' | 'dd' | 'h1' }

/**
 * What counts letter for letter: secrets, codes, addresses, commands, names. A browser that translates the page leaves it as it is, and hands it to
 * nobody.
 */
export function Verbatim({ as: Element = 'span', ...rest }: Props) {
  return <Element translate="no" {...(rest as object)} />
}
