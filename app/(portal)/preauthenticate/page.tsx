import { AppCenterHelp } from '@/components/app-center-help'
import { BudgetLine } from '@/components/budget-line'
import { ExchangeCodeForm } from '@/components/exchange-code-form'
import { FailureNotice } from '@/components/failure-notice'
import { PathSteps } from '@/components/path-steps'
import { PreauthenticateForm } from '@/components/preauthenticate-form'
import { RegistrationChooser } from '@/components/registration-chooser'
import { TimeStamp } from '@/components/time-stamp'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { UnsavedResult } from '@/components/unsaved-result'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration, listAppRegistrations } from '@/lib/apps/store'
import { listOpenAttempts } from '@/lib/attempts/store'
import { isNameTaken } from '@/lib/history/store'
import { isFailure } from '@/lib/oauth/failures'
import { countryName } from '@/lib/providers/catalogue'
import { settingsFileName, settingsNameKey } from '@/lib/settings/name'
import { getBudgetView } from '../budget-view'
import { titled } from '../titled'
import { exchangeAction, findEarlierFilesAction, preauthenticateAction } from './actions'
import { buildFormStart } from './form-start'
import { listEarlierFiles } from './list-earlier-files'
import { recallUnsaved } from './unsaved-memo'

export const generateMetadata = titled('Preauthenticate')

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

export default async function PreauthenticatePage({ searchParams }: Props) {
  const user = await requireUser()
  // The database did not take it, so the database is not asked for anything.
  const unsaved = recallUnsaved()
  if (unsaved) return <UnsavedResult unsaved={unsaved} />

  const query = await searchParams
  const now = new Date()
  const [registrations, chosen, [waiting]] = await Promise.all([
    listAppRegistrations(user.id),
    getAppRegistration(user.id, one(query.app)),
    listOpenAttempts(user.id, now),
  ])
  // One whose file was made by another attempt in the meantime is no loss, and going on with it would end that file's token.
  const isWaiting = waiting && !(await isNameTaken(user.id, settingsNameKey(waiting.settingsName)))
  const earlier = chosen ? await listEarlierFiles(user.id, chosen.clientId, now) : []
  const budget = chosen && (await getBudgetView(chosen, now))
  const { platform, start } = buildFormStart(chosen, one(query.name))
  const problem = one(query.problem)
  return (
    <div className="group/page grid gap-6">
      <div className="grid gap-6 group-has-[#unsaved]/page:hidden">
        <PageHeader
          title="Preauthenticate"
          lead="Allow an app to read Exact Online for you once, and take away the settings file that Invantive SQL needs."
        />
        <PathSteps />
        {isFailure(problem) && <FailureNotice failure={problem} retryAt={budget?.retryAt} />}
        {isWaiting && (
          <Notice>
            <p>
              <b>{settingsFileName(waiting.settingsName)}</b> still waits for Exact Online, since{' '}
              <TimeStamp at={waiting.createdAt} now={now} />. <a href={`/preauthenticate/${waiting.id}`}>Go on with it</a>
            </p>
          </Notice>
        )}
      </div>
      <div className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_300px] group-has-[#unsaved]/page:block">
        <div className="grid min-w-0 content-start gap-4">
          <div className="grid group-has-[#unsaved]/page:hidden">
            <Card>
              {registrations.length > 0 && (
                <div className="grid gap-1.5">
                  <RegistrationChooser
                    chosenId={chosen?.id ?? ''}
                    registrations={registrations.map((app) => ({
                      id: app.id,
                      name: app.name,
                      place: countryName(app.platform, app.country),
                    }))}
                  />
                  {budget && <BudgetLine budget={budget} />}
                </div>
              )}
              <PreauthenticateForm
                key={chosen?.id ?? 'new'}
                action={preauthenticateAction}
                findEarlierFiles={findEarlierFilesAction}
                platform={platform}
                start={{ ...start, earlier }}
                registration={chosen && { id: chosen.id, clientSecretLast4: chosen.clientSecretLast4 }}
              />
            </Card>
          </div>
          <div className="hidden group-has-[#deviating:checked]/page:block group-has-[#unsaved]/page:block">
            <ExchangeCodeForm
              action={exchangeAction}
              redirectUri={start.redirectUri}
              lead="After Preauthenticate and Allow, paste here the address that your browser ended at."
            />
          </div>
        </div>
        <div className="group-has-[#unsaved]/page:hidden">
          <AppCenterHelp countries={platform.countries} />
        </div>
      </div>
    </div>
  )
}
