import { notFound } from 'next/navigation'
import { AuthorisedBy } from '@/components/authorised-by'
import { ConfirmPasswordForm } from '@/components/confirm-password-form'
import { PathSteps } from '@/components/path-steps'
import { PutInPlace } from '@/components/put-in-place'
import { SecretField } from '@/components/secret-field'
import { TakeFocus } from '@/components/take-focus'
import { TokenNotice } from '@/components/token-notice'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { isFresh } from '@/lib/accounts/freshness'
import { requireUser } from '@/lib/accounts/require-user'
import { getAttempt } from '@/lib/attempts/store'
import { getSettingsFile } from '@/lib/history/store'
import { countryName, getAddresses } from '@/lib/providers/catalogue'
import { getSettingsFormat } from '@/lib/settings/format-file'
import { buildMaskedSettings } from '@/lib/settings/masked'
import { titled } from '../../titled'
import { confirmPasswordAction, revealAction } from '../actions'
import { GoodToKnow } from './good-to-know'

export const generateMetadata = titled('Settings file')

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SettingsFilePage({ params, searchParams }: Props) {
  const user = await requireUser()
  const file = await getSettingsFile(user.id, (await params).id)
  if (!file) notFound()
  const attempt = file.attemptId ? await getAttempt(user.id, file.attemptId) : null
  const format = getSettingsFormat()
  const apiUrl = getAddresses(file.platform, file.country)?.issuer ?? '…'
  const masked = buildMaskedSettings({ ...file, apiUrl }, format)
  const { confirm, confirmed, problem } = await searchParams
  const now = new Date()
  const isStale = !isFresh(user, now)
  const field = { action: revealAction, id: file.id, isStale }
  const again = new URLSearchParams({ ...(attempt?.registrationId && { app: attempt.registrationId }), name: file.name })
  return (
    <>
      <PageHeader
        title={
          <>
            {file.fileName} {file.version > 1 && <Tag>version {file.version}</Tag>}
          </>
        }
        lead={file.supersededAt ? 'A sealed copy of what was given out.' : 'Ready. A sealed copy stays in your history.'}
        actions={
          <>
            <ButtonLink href="#put-in-place">Put it in place</ButtonLink>
            <ButtonLink id="download" variant={file.supersededAt ? 'secondary' : 'primary'} href={`/settings/${file.id}/download`} isFile>
              Download {file.fileName}
            </ButtonLink>
          </>
        }
      />
      {problem === 'damaged' && (
        <Notice tone="bad" role="alert" title="This file can not be opened">
          <p>
            Its sealed copy was changed or damaged where it is kept, or its key is gone. It was not overwritten. Tell the operator of this
            portal; a file that you downloaded before goes on working.
          </p>
        </Notice>
      )}
      <TokenNotice {...file} now={now} againHref={`/preauthenticate?${again}`} />
      <PathSteps
        values={attempt?.createdAt ?? file.createdAt}
        returned={attempt?.returnedAt ?? file.createdAt}
        settings={file.createdAt}
        pastes={attempt?.deviating ?? false}
      />
      {isStale && (
        <ConfirmPasswordForm
          action={confirmPasswordAction}
          id={file.id}
          email={user.email}
          purpose={confirm === 'download' ? 'download' : 'reveal'}
          isAskedFor={confirm !== undefined}
        />
      )}
      {!isStale && confirmed && (
        <Notice tone="good" role="status" title={confirmed === 'download' ? `Confirmed. Download ${file.fileName} now.` : 'Confirmed.'}>
          <p>For ten minutes you may reveal, copy and download.</p>
          <TakeFocus id={confirmed === 'download' ? 'download' : 'refreshToken-reveal'} />
        </Notice>
      )}
      <Card>
        <AuthorisedBy
          fullName={file.authorisedBy}
          userName={file.authorisedUser}
          companies={file.companies}
          place={countryName(file.platform, file.country)}
          failure={file.proofFailure}
        />
        <SecretField
          {...field}
          field="refreshToken"
          label="Refresh Token"
          rows={2}
          masked={masked.refreshToken}
          hint="replaced at every use; dies after 30 days unused"
        />
        <SecretField
          {...field}
          field="xml"
          label="Content settings.xml"
          rows={9}
          masked={masked.xml}
          hint="readable in plain text: keep it on the machine that uses it"
        />
        <SecretField
          {...field}
          field="encryptStatement"
          label="Encrypt Statement"
          rows={3}
          masked={masked.encryptStatement}
          hint="run it on the device that will use the file: the result is bound to its hardware"
        />
      </Card>
      <Card
        id="put-in-place"
        title="Put it in place"
        lead={`Download the file, and move it to the folder where Invantive SQL looks for it.`}
      >
        <PutInPlace fileName={file.fileName} />
      </Card>
      <GoodToKnow file={file} now={now} format={format} />
    </>
  )
}
