import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import { getTranslations } from '@/lib/i18n/translations'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { BrandProvider } from '@/components/shell/brand'
import { readTheme } from '@/components/shell/theme'
import { logo } from '@/lib/brand/logo'
import { env } from '@/lib/env.js'
import { inter, interExt, mono } from './fonts'
import './globals.css'

// Every page carries a nonce of its own request, so none may be built ahead.
export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    title: { template: `%s · ${env.PORTAL_NAME}`, default: env.PORTAL_NAME },
    description: t('description'),
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get('theme')?.value)
  const t = await getTranslations('shell')
  const { ui, shell, labels } = await getMessages()
  return (
    <html
      lang={await getLocale()}
      data-theme={theme === 'system' ? undefined : theme}
      className={`${inter.variable} ${interExt.variable} ${mono.variable}`}
    >
      {/* After the tokens of globals.css, which it replaces in part. */}
      {/* eslint-disable-next-line @next/next/no-css-tags -- made when the portal runs, of what the operator chose */}
      {env.PORTAL_ACCENT && <link rel="stylesheet" href="/brand/accent.css" precedence="z-brand" />}
      <body>
        <a
          href="#main"
          className="fixed left-4 top-3 z-20 -translate-y-20 opacity-0 rounded-md bg-accent px-4 py-2.5 font-semibold text-accent-ink
            focus:translate-y-0 focus:opacity-100"
        >
          {t('skip')}
        </a>
        <NextIntlClientProvider messages={{ ui, shell, labels } as never}>
          <BrandProvider value={{ name: env.PORTAL_NAME, hasLogo: logo !== null }}>{children}</BrandProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
