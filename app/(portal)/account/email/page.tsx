import { ClientMessages } from '@/components/client-messages'
import { EmailForm } from '@/components/email-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { isMailOn } from '@/lib/mail/send-mail'
import { requireFresh } from '../../require-fresh'
import { titled } from '../../titled'
import { askForEmailAction } from './actions'

export const generateMetadata = titled((t) => t('account.changeEmail'))

export default async function EmailPage() {
  const user = await requireUser()
  requireFresh(user, '/account/email')
  const t = await getTranslations('account')
  return (
    <ClientMessages>
      <PageHeader title={t('changeEmail')} lead={t('changeEmailLead', { email: user.email })} />
      <div className="max-w-xl">
        <Card>
          <EmailForm
            action={askForEmailAction}
            initial={emptyFormState}
            hint={t(isMailOn() ? 'newEmailHint' : 'newEmailHintOff')}
            submitLabel={t('sendLink')}
            pendingLabel={t('sendingLink')}
          />
        </Card>
      </div>
    </ClientMessages>
  )
}
