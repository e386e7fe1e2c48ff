import { getTranslations } from '@/lib/i18n/translations'
import { AppCenterHelp } from '@/components/app-center-help'
import { BudgetLine } from '@/components/budget-line'
import { ClientMessages } from '@/components/client-messages'
import { ExchangeCodeForm } from '@/components/exchange-code-form'
import { FailureNotice } from '@/components/failure-notice'
import { PathSteps } from '@/components/path-steps'
import { PreauthenticateForm } from '@/components/preauthenticate-form'
import { RegistrationChooser } from '@/components/registration-chooser'
import { TimeStamp } from '@/components/time-stamp'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { HelpAbove, HelpBeside } from '@/components/ui/side-help'
import { readTourStep, Tour } from '@/components/tour'
import { UnsavedResult } from '@/components/unsaved-result'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration, listAppRegistrations } from '@/lib/apps/store'
import { listOpenAttempts } from '@/lib/attempts/store'
import { isNameTaken } from '@/lib/history/store'
import { isFailure } from '@/lib/oauth/failures'
import { settingsFileName } from '@/lib/settings/file-name'
import { settingsNameKey, settingsNameSchema } from '@/lib/settings/name'
import { getBudgetView } from '../budget-view'
import { endTourAction } from '../help/actions'
import { getPlaceNames } from '../place-names'
import { titled } from '../titled'
import { exchangeAction, lookUpClientIdAction, inspectReturnUrlAction, preauthenticateAction } from './actions'
import { againHref } from './again-href'
import { buildFormStart } from './form-start'
import { listEarlierFiles } from './list-earlier-files'
import { tellReported } from './tell-reported'
import { recallUnsaved } from './unsaved-memo'

export const generateMetadata = titled((t) => t('labels.preauthenticate'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

// What the forms say in the browser.
const clientNamespaces = ['preauthenticate', 'exchange', 'tidy', 'fieldHelp'] as const

export default async function PreauthenticatePage({ searchParams }: Props) {
  const user = await requireUser()
  // The database did not take it, so the database is not asked for anything.
  const unsaved = recallUnsaved()
  if (unsaved)
    return (
      <ClientMessages namespaces={clientNamespaces}>
        <UnsavedResult unsaved={unsaved} />
      </ClientMessages>
    )

  const query = await searchParams
  const now = new Date()
  const [t, labels, names] = await Promise.all([getTranslations('preauthenticate'), getTranslations('labels'), getPlaceNames()])
  const [registrations, chosen, [waiting]] = await Promise.all([
    listAppRegistrations(user.id),
    getAppRegistration(user.id, one(query.app)),
    listOpenAttempts(user.id, now),
  ])
  // One whose file was made by another attempt in the meantime is no loss, and going on with it would end that file's token.
  const isWaiting = waiting && !(await isNameTaken(user.id, settingsNameKey(waiting.settingsName)))
  const earlier = chosen ? await listEarlierFiles(user.id, chosen.clientId, now) : []
  const budget = chosen && (await getBudgetView(user.id, chosen, now))
  // Without a name of its own a file is called as its registration, where that can be a name of a file.
  const wished = settingsNameSchema.safeParse(one(query.name) || chosen?.name)
  const name = { name: wished.data ?? '', nameTaken: wished.success && (await isNameTaken(user.id, settingsNameKey(wished.data))) }
  const { platform, start } = buildFormStart(chosen, name, names.country)
  const problem = one(query.problem)
  const reported = problem === 'error-unproven' ? await tellReported(one(query.reported)) : undefined
  return (
    <ClientMessages namespaces={clientNamespaces}>
      <div className="group/page grid gap-6">
        <div className="grid gap-6 group-has-[#unsaved]/page:hidden">
          <PageHeader title={labels('preauthenticate')} lead={t('lead')} />
          <PathSteps />
          {isFailure(problem) && <FailureNotice failure={problem} reported={reported} retryAt={budget?.retryAt} />}
          {isWaiting && (
            <Notice>
              <p>
                {t.rich('waiting', {
                  file: settingsFileName(waiting.settingsName),
                  b: (chunks) => <b>{chunks}</b>,
                  time: () => <TimeStamp at={waiting.createdAt} now={now} />,
                  go: (chunks) => <a href={`/preauthenticate/${waiting.id}`}>{chunks}</a>,
                  again: (chunks) => <a href={againHref(waiting)}>{chunks}</a>,
                })}
              </p>
            </Notice>
          )}
          <AppCenterHelp countries={platform.countries} frame={HelpAbove} />
        </div>
        <div className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_300px] lg:grid-rows-[auto_1fr] group-has-[#unsaved]/page:block">
          {/* First in the reading and on a phone, but beside the form where there is room: nobody scrolls past it to work. */}
          {user.tourEndedAt === null && (
            <div className="lg:col-start-2 group-has-[#unsaved]/page:hidden">
              <Tour step={readTourStep(one(query.tour))} endAction={endTourAction} />
            </div>
          )}
          <div className="grid min-w-0 content-start gap-4 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <div className="grid group-has-[#unsaved]/page:hidden">
              <Card>
                {registrations.length > 0 && (
                  <div className="grid gap-1.5">
                    <RegistrationChooser
                      chosenId={chosen?.id ?? ''}
                      registrations={registrations.map((app) => ({
                        id: app.id,
                        name: app.name,
                        place: names.country(app),
                      }))}
                    />
                    {budget && <BudgetLine budget={budget} />}
                  </div>
                )}
                <PreauthenticateForm
                  key={chosen?.id ?? 'new'}
                  action={preauthenticateAction}
                  lookUp={lookUpClientIdAction}
                  platform={platform}
                  start={{ ...start, earlier }}
                  registration={chosen && { id: chosen.id, clientSecretLast4: chosen.clientSecretLast4 }}
                />
              </Card>
            </div>
            <div className="hidden group-has-[#deviating:checked]/page:block group-has-[#unsaved]/page:block">
              <ExchangeCodeForm
                action={exchangeAction}
                inspect={inspectReturnUrlAction}
                redirectUri={start.redirectUri}
                lead={t('exchangeLead')}
              />
            </div>
          </div>
          <div className="lg:col-start-2 group-has-[#unsaved]/page:hidden">
            <AppCenterHelp countries={platform.countries} frame={HelpBeside} />
          </div>
        </div>
      </div>
    </ClientMessages>
  )
}
