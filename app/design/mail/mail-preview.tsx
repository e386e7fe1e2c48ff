import type { Locale } from '@/lib/i18n/locale-names'
import type { BuiltMail } from '@/lib/mail/build-mail'

type Props = { name: string; locale: Locale; mail: BuiltMail; nonce: string }

/** One mail, as both kinds of mail programs show it. `nonce`: the page's policy holds in the frame, too, and a mail's one stylesheet is no part of it. */
export function MailPreview({ name, locale, mail: { subject, text, html }, nonce }: Props) {
  return (
    <section aria-label={name} className="grid min-w-0 grid-cols-1 gap-5">
      <h2 className="border-b border-line pb-2 text-lg font-[620]">{name}</h2>
      <p lang={locale}>{subject}</p>
      <div className="grid gap-5 lg:grid-cols-2">
        <pre translate="no" lang={locale} className="rounded-md bg-sunken p-4 text-sm wrap-anywhere whitespace-pre-wrap">
          {text}
        </pre>
        <iframe
          title={`${name} as HTML`}
          sandbox=""
          srcDoc={html.replace('<style>', `<style nonce="${nonce}">`)}
          className="h-[720px] w-full rounded-md border border-line"
        />
      </div>
    </section>
  )
}
