import { getTranslations } from '@/lib/i18n/translations'
import { AppRegistrationForm } from '@/components/app-registration-form'
import { AppCenterHelp } from '@/components/app-center-help'
import { ClientMessages } from '@/components/client-messages'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { HelpAbove, HelpBeside } from '@/components/ui/side-help'
import { requireUser } from '@/lib/accounts/require-user'
import { env, isPublicHttps } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { countriesOf, platforms } from '@/lib/providers/catalogue'
import { titled } from '../../titled'
import { saveAppAction } from '../actions'
import { getPlatformChoices } from '../platform-choices'

export const generateMetadata = titled((t) => t('apps.new'))

export default async function NewAppPage() {
  await requireUser()
  // Exact Online takes public https addresses only: where this portal has none, the app must deviate.
  const deviating: Record<string, string> = isPublicHttps(env.PORTAL_URL) ? {} : { deviating: 'on' }
  const initial = { ...emptyFormState, values: { redirectUri: platforms[0]?.readyRedirectUris[0] ?? '', ...deviating } }
  const t = await getTranslations('apps')
  return (
    <>
      <PageHeader title={t('new')} lead={t('newLead')} />
      <AppCenterHelp countries={countriesOf('exact-online')} frame={HelpAbove} />
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_300px]">
        <Card>
          <ClientMessages namespaces={['apps', 'tidy', 'fieldHelp']}>
            <AppRegistrationForm action={saveAppAction} initial={initial} platforms={await getPlatformChoices()} />
          </ClientMessages>
        </Card>
        <AppCenterHelp countries={countriesOf('exact-online')} frame={HelpBeside} />
      </div>
    </>
  )
}
