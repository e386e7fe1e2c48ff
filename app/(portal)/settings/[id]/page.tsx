import { notFound } from 'next/navigation'
import { AuthorisedBy } from '@/components/authorised-by'
import { PathSteps } from '@/components/path-steps'
import { PutInPlace } from '@/components/put-in-place'
import { SecretField } from '@/components/secret-field'
import { tokenLife } from '@/components/token-life'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { requireUser } from '@/lib/accounts/require-user'
import { getAttempt } from '@/lib/attempts/store'
import { getSettingsFile } from '@/lib/history/store'
import { countryName, getAddresses } from '@/lib/providers/catalogue'
import { unconfirmedParts } from '@/lib/settings/format'
import { getSettingsFormat } from '@/lib/settings/format-file'
import { buildMaskedSettings } from '@/lib/settings/masked'
import { titled } from '../../titled'
import { revealAction } from '../actions'

export const generateMetadata = titled('Settings file')

export default async function SettingsFilePage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const file = await getSettingsFile(user.id, (await params).id)
  if (!file) notFound()
  const attempt = file.attemptId ? await getAttempt(user.id, file.attemptId) : null
  const format = getSettingsFormat()
  const apiUrl = getAddresses(file.platform, file.country)?.issuer ?? '…'
  const masked = buildMaskedSettings({ ...file, apiUrl }, format)
  const field = { action: revealAction, id: file.id }
  return (
    <>
      <PageHeader
        title={
          <>
            {file.fileName} {file.version > 1 && <Tag>version {file.version}</Tag>}
          </>
        }
        lead="Ready. A sealed copy stays in your history."
        actions={
          <>
            <ButtonLink href="#put-in-place">Put it in place</ButtonLink>
            <ButtonLink variant="primary" href={`/settings/${file.id}/download`} download={file.fileName}>
              Download {file.fileName}
            </ButtonLink>
          </>
        }
      />
      <PathSteps
        values={attempt?.createdAt ?? file.createdAt}
        returned={attempt?.returnedAt ?? file.createdAt}
        settings={file.createdAt}
        pastes={attempt?.deviating ?? false}
      />
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
      <Card title="Good to know">
        <Notice tone="warn" title="The connection string is readable in plain text">
          <p>
            Whoever has the file can read your Exact Online data. It holds the refresh token and the client secret: do not send it by mail.
            To encrypt the connection string, run the Encrypt Statement with Invantive Script on the same device that will use the file: the
            device key binds it to that hardware, so this portal can&rsquo;t do it for you.
          </p>
        </Notice>
        <ul className="grid list-disc gap-2 pl-5 text-md text-ink-2">
          <li>
            A new authorisation of the same Exact Online user for the same app ends this token at once. Give each installation an app
            registration, or an Exact user, of its own.
          </li>
          <li>
            The token dies after 30 days without use; open the database in between. Now it is: {tokenLife(file.createdAt, new Date()).label}
            .
          </li>
          <li>
            Invantive keeps rotated tokens in its Keychain, by group, connection and alias: a new file with the same name may be hidden by
            an older entry there.
          </li>
          <li>
            Not confirmed by Invantive&rsquo;s own documentation, and set by this portal&rsquo;s operator:{' '}
            {unconfirmedParts(format).join('; ')}.
          </li>
        </ul>
      </Card>
    </>
  )
}
