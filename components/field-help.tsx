import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import type { TopicSlug } from './help/topics'

/** The page of Help that tells more than a hint has room for. */
const topics = {
  name: 'settings-file',
  country: 'app-center',
  clientId: 'app-center',
  clientSecret: 'secrets',
  deviating: 'redirect-uri',
  redirectUri: 'redirect-uri',
  codeReturnUrl: 'return-url',
  refreshToken: 'one-chain',
  xml: 'settings-file',
  encryptStatement: 'encrypt-statement',
} as const satisfies Record<string, TopicSlug>

/** `isBesideToo`: the same page is linked beside the form. */
type Props = { field: keyof typeof topics; isBesideToo?: boolean; children?: ReactNode }

/**
 * A field's hint, and at its end the way to its page of Help. In a new tab, for what is typed must not be lost; and where the keyboard has a link
 * beside the form, out of its way, for from one value to the next is one press of Tab.
 */
export function FieldHelp({ field, isBesideToo = true, children }: Props) {
  const t = useTranslations('fieldHelp')
  return (
    <span>
      <span>{children}</span>{' '}
      <a
        href={`/help/${topics[field]}`}
        target="_blank"
        tabIndex={isBesideToo ? -1 : undefined}
        rel="noopener noreferrer"
        className="inline-block py-0.5 underline decoration-line-strong underline-offset-2 hover:text-accent"
      >
        {t(field)}
      </a>
    </span>
  )
}
