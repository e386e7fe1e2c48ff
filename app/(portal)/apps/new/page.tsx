import { AppRegistrationForm } from '@/components/app-registration-form'
import { AppCenterHelp } from '@/components/app-center-help'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { env, isPublicHttps } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { countriesOf, platforms } from '@/lib/providers/catalogue'
import { titled } from '../../titled'
import { saveAppAction } from '../actions'
import { platformChoices } from '../platform-choices'

export const generateMetadata = titled('New app registration')

export default async function NewAppPage() {
  await requireUser()
  // Exact Online takes public https addresses only: where this portal has none, the app must deviate.
  const deviating: Record<string, string> = isPublicHttps(env.PORTAL_URL) ? {} : { deviating: 'on' }
  const initial = { ...emptyFormState, values: { redirectUri: platforms[0]?.readyRedirectUris[0] ?? '', ...deviating } }
  return (
    <>
      <PageHeader title="New app registration" lead="Take over the values of your app from the App Center." />
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_300px]">
        <Card>
          <AppRegistrationForm action={saveAppAction} initial={initial} platforms={platformChoices()} />
        </Card>
        <AppCenterHelp countries={countriesOf('exact-online')} />
      </div>
    </>
  )
}
