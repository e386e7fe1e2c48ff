import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { env } from '@/lib/env.js'
import { localeNames, locales } from '@/lib/i18n/locale-names'
import { readLocale } from '@/lib/i18n/locales'
import { getTextsOf } from '@/lib/i18n/texts-of'
import { buildMail } from '@/lib/mail/build-mail'
import { letterhead } from '@/lib/mail/letterhead'
import { MailPreview } from './mail-preview'
import { listSampleMails } from './samples'

export const metadata: Metadata = { title: 'Mail' }

type Props = { searchParams: Promise<{ language?: string | string[] }> }

/** Of this very request: so the links that lead here load the page anew, for a part of it alone would come under the policy of the page before. */
const readNonce = async () => /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1] ?? ''

/** Every mail in one language, as its readers get it. Where /design is, and nowhere else. */
export default async function MailPage({ searchParams }: Props) {
  if (env.NODE_ENV === 'production' && env.DESIGN_PAGE !== 'on') notFound()
  const locale = readLocale((await searchParams).language) ?? 'en'
  const [texts, nonce] = [await getTextsOf(locale, 'mail'), await readNonce()]
  const to = { email: 'mila@kantoor.example', locale, timeZone: null }
  return (
    <main id="main" tabIndex={-1} className="mx-auto grid max-w-[1120px] grid-cols-1 gap-10 px-[18px] py-9 outline-none">
      <h1 className="text-title">Mail</h1>
      <nav aria-label="Languages" className="flex flex-wrap gap-4">
        {locales.map((one) => (
          <a key={one} href={`/design/mail?language=${one}`} aria-current={one === locale ? 'page' : undefined} className="underline">
            {localeNames[one]}
          </a>
        ))}
      </nav>
      {listSampleMails(letterhead.url).map((mail) => {
        const name = 'factor' in mail ? `${mail.kind} ${mail.factor}` : mail.kind
        return <MailPreview key={name} name={name} locale={locale} mail={buildMail(texts, to, mail, letterhead)} nonce={nonce} />
      })}
    </main>
  )
}
