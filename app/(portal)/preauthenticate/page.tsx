import { AppCenterHelp } from '@/components/app-center-help'
import { ExchangeCodeForm } from '@/components/exchange-code-form'
import { FailureNotice } from '@/components/failure-notice'
import { PathSteps } from '@/components/path-steps'
import { PreauthenticateForm } from '@/components/preauthenticate-form'
import { RegistrationChooser } from '@/components/registration-chooser'
import { TimeStamp } from '@/components/time-stamp'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration, listAppRegistrations } from '@/lib/apps/store'
import { listOpenAttempts } from '@/lib/attempts/store'
import { env, isPublicHttps } from '@/lib/env.js'
import { findLatestOfClient, isNameTaken } from '@/lib/history/store'
import { isFailure } from '@/lib/oauth/failures'
import { countriesOf, countryName, ownRedirectUri, platforms } from '@/lib/providers/catalogue'
import { settingsFileName, settingsNameKey } from '@/lib/settings/name'
import { titled } from '../titled'
import { exchangeAction, preauthenticateAction } from './actions'

export const generateMetadata = titled('Preauthenticate')

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

export default async function PreauthenticatePage({ searchParams }: Props) {
  const user = await requireUser()
  const query = await searchParams
  const [platform] = platforms
  if (!platform) throw new Error('The catalogue is empty')
  const [registrations, chosen, [waiting]] = await Promise.all([
    listAppRegistrations(user.id),
    getAppRegistration(user.id, one(query.app)),
    listOpenAttempts(user.id, new Date()),
  ])
  // One whose file was made by another attempt in the meantime is no loss, and going on with it would end that file's token.
  const isWaiting = waiting && !(await isNameTaken(user.id, settingsNameKey(waiting.settingsName)))
  const earlier = chosen && (await findLatestOfClient(user.id, chosen.clientId))

  const ownWorks = isPublicHttps(env.PORTAL_URL)
  const countries = countriesOf(platform.id).map(({ code, name, host, appCenterUrl }) => ({
    code,
    name,
    host,
    appCenterUrl,
    takesOwnRedirectUri: ownWorks || code === 'sandbox',
  }))
  // Where a sandbox stands beside the portal, somebody is trying it out.
  const first = countries.find(({ code }) => code === (chosen?.country ?? 'sandbox')) ?? countries[0]
  const start = {
    name: one(query.name).slice(0, 64),
    country: first?.code ?? '',
    clientId: chosen?.clientId ?? '',
    deviating: chosen?.deviating ?? !first?.takesOwnRedirectUri,
    redirectUri: chosen?.deviating ? chosen.redirectUri : (platform.readyRedirectUris[0] ?? ''),
  }
  const problem = one(query.problem)
  return (
    <>
      <PageHeader
        title="Preauthenticate"
        lead="Allow an app to read Exact Online for you once, and take away the settings file that Invantive SQL needs."
      />
      <PathSteps />
      {isFailure(problem) && <FailureNotice failure={problem} />}
      {isWaiting && (
        <Notice>
          <p>
            <b>{settingsFileName(waiting.settingsName)}</b> still waits for Exact Online, since{' '}
            <TimeStamp at={waiting.createdAt} now={new Date()} />. <a href={`/preauthenticate/${waiting.id}`}>Go on with it</a>
          </p>
        </Notice>
      )}
      <div className="group/page grid gap-7 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 content-start gap-4">
          <Card>
            {registrations.length > 0 && (
              <RegistrationChooser
                chosenId={chosen?.id ?? ''}
                registrations={registrations.map((app) => ({ id: app.id, name: app.name, place: countryName(app.platform, app.country) }))}
              />
            )}
            {earlier && (
              <Notice tone="warn">
                <p>
                  This app was authorised by <b>{earlier.authorisedBy ?? 'somebody'}</b> on{' '}
                  <TimeStamp at={earlier.createdAt} now={new Date()} />. If the same person allows it again,{' '}
                  <b>{settingsFileName(earlier.name)}</b> stops working.
                </p>
              </Notice>
            )}
            <PreauthenticateForm
              key={chosen?.id ?? 'new'}
              action={preauthenticateAction}
              platform={{
                id: platform.id,
                name: platform.name,
                ownRedirectUri: ownRedirectUri(platform.id),
                readyRedirectUris: platform.readyRedirectUris,
                countries,
              }}
              start={start}
              registration={chosen && { id: chosen.id, clientSecretLast4: chosen.clientSecretLast4 }}
            />
          </Card>
          <div className="hidden group-has-[#deviating:checked]/page:block">
            <Card title="Exchange Code" lead="After Preauthenticate and Allow, paste here the address that your browser ended at.">
              <ExchangeCodeForm action={exchangeAction} redirectUri={start.redirectUri} />
            </Card>
          </div>
        </div>
        <AppCenterHelp countries={countries} />
      </div>
    </>
  )
}
