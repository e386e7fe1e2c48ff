import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ClientMessages } from '@/components/client-messages'
import { SubmitButton } from '@/components/ui/submit-button'
import { findEmailLink } from '@/lib/change-email'
import { getTranslations } from '@/lib/i18n/translations'
import { changeEmailAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.changeEmail'))('title') })

type Props = { params: Promise<{ token: string }> }

/** A press is asked for: programs that read mail open every link in it. */
export default async function ChangeEmailPage({ params }: Props) {
  const { token } = await params
  const link = await findEmailLink(token)
  if (!link) redirect('/login?problem=link-over')
  const t = await getTranslations('entrance.changeEmail')
  return (
    <ClientMessages>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-md text-ink-2">{t('lead', { email: link.email })}</p>
      </div>
      <form action={changeEmailAction} className="grid">
        <input type="hidden" name="token" value={token} autoComplete="off" />
        <SubmitButton>{t('submit')}</SubmitButton>
      </form>
    </ClientMessages>
  )
}
