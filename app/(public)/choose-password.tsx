import { ChoosePasswordForm } from '@/components/choose-password-form'
import { ClientMessages } from '@/components/client-messages'
import type { FormAction } from '@/components/form-action'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'

type Props = { texts: 'entrance.join' | 'entrance.reset'; action: FormAction; token: string; email: string }

/** Behind a link of a mail: a password for the account that it makes, or opens again. */
export async function ChoosePassword({ texts, action, token, email }: Props) {
  const t = await getTranslations(texts)
  return (
    <ClientMessages namespaces={['password']}>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-md text-ink-2">{t('lead', { email })}</p>
      </div>
      <ChoosePasswordForm
        action={action}
        initial={emptyFormState}
        token={token}
        email={email}
        submitLabel={t('submit')}
        pendingLabel={t('pending')}
      />
    </ClientMessages>
  )
}
