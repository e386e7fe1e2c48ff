import { answerInvalid } from '@/app/form-answer'
import { getTranslations } from '@/lib/i18n/translations'
import { notFound } from 'next/navigation'
import { AppRegistrationForm } from '@/components/app-registration-form'
import { BudgetLine } from '@/components/budget-line'
import { ClientMessages } from '@/components/client-messages'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration } from '@/lib/apps/store'
import { getPlatform } from '@/lib/providers/catalogue'
import { getBudgetView } from '../../budget-view'
import { titled } from '../../titled'
import { saveAppAction } from '../actions'
import { getPlatformChoices } from '../platform-choices'

export const generateMetadata = titled((t) => t('apps.registration'))

export default async function AppPage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const app = await getAppRegistration(user.id, (await params).id)
  if (!app) notFound()
  const t = await getTranslations('apps')
  const { id, name, platform, country, clientId, clientSecretLast4, redirectUri, deviating } = app
  const values = { name, platform, country, clientId, redirectUri, ...(deviating ? { deviating: 'on' } : {}) }
  const budget = await getBudgetView(user.id, app, new Date())
  // One from before the rule opens, and says what is wrong with it.
  const row = getPlatform(platform)
  const fits = row?.clientIdPattern.test(clientId) ?? true
  const unfit = { path: ['clientId'], message: 'clientIdPattern', parameters: { platform: row?.name ?? platform } }
  return (
    <>
      <PageHeader title={name} lead={t('changeLead')} actions={<ButtonLink href={`/apps/${id}/delete`}>{t('delete')}</ButtonLink>} />
      <div className="max-w-3xl">
        <Card>
          {budget && <BudgetLine budget={budget} />}
          <ClientMessages namespaces={['apps', 'tidy', 'fieldHelp']}>
            <AppRegistrationForm
              action={saveAppAction}
              initial={await answerInvalid(fits ? [] : [unfit], values)}
              platforms={await getPlatformChoices()}
              stored={{ id, clientSecretLast4 }}
            />
          </ClientMessages>
        </Card>
      </div>
    </>
  )
}
