import { notFound } from 'next/navigation'
import { AppRegistrationForm } from '@/components/app-registration-form'
import { BudgetLine } from '@/components/budget-line'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration } from '@/lib/apps/store'
import { getBudgetView } from '../../budget-view'
import { titled } from '../../titled'
import { saveAppAction } from '../actions'
import { platformChoices } from '../platform-choices'

export const generateMetadata = titled('App registration')

export default async function AppPage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const app = await getAppRegistration(user.id, (await params).id)
  if (!app) notFound()
  const { id, name, platform, country, clientId, clientSecretLast4, redirectUri, deviating } = app
  const values = { name, platform, country, clientId, redirectUri, ...(deviating ? { deviating: 'on' } : {}) }
  return (
    <>
      <PageHeader
        title={name}
        lead="A change counts from the next time you preauthenticate. Settings files given out before keep their values."
        actions={<ButtonLink href={`/apps/${id}/delete`}>Delete</ButtonLink>}
      />
      <div className="max-w-3xl">
        <Card>
          <BudgetLine budget={await getBudgetView(app, new Date())} />
          <AppRegistrationForm
            action={saveAppAction}
            initial={{ values, errors: {}, message: null }}
            platforms={platformChoices()}
            stored={{ id, clientSecretLast4 }}
          />
        </Card>
      </div>
    </>
  )
}
