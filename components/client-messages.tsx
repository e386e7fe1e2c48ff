import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Namespace } from '@/lib/i18n/namespaces'

type Props = { namespaces?: readonly Namespace[]; children: ReactNode }

// What components/ui and every form need.
const always: Namespace[] = ['ui', 'labels']

/** The texts that the components below need in the browser; a page sends only its own. Language and time zone come along. */
export async function ClientMessages({ namespaces = [], children }: Props) {
  const all = (await getMessages()) as Record<string, unknown>
  const messages = Object.fromEntries([...always, ...namespaces].map((name) => [name, all[name]]))
  return <NextIntlClientProvider messages={messages as never}>{children}</NextIntlClientProvider>
}
