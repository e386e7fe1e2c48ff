import { getTranslations } from '@/lib/i18n/translations'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { AuthorisedBy } from '@/components/authorised-by'
import { ClientMessages } from '@/components/client-messages'
import { DownloadLink } from '@/components/download-link'
import { LifePicture } from '@/components/life-picture'
import { PathSteps } from '@/components/path-steps'
import { PutInPlace } from '@/components/put-in-place'
import { TakeFocus } from '@/components/take-focus'
import { TokenNotice } from '@/components/token-notice'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { Verbatim } from '@/components/ui/verbatim'
import { WhatRemains } from '@/components/what-remains'
import { isFresh } from '@/lib/accounts/freshness'
import { requireUser } from '@/lib/accounts/require-user'
import { env } from '@/lib/env.js'
import { getAttempt } from '@/lib/attempts/store'
import { getSettingsFile } from '@/lib/history/store'
import { findSuccessors } from '@/lib/history/successor-store'
import { getAddresses } from '@/lib/providers/catalogue'
import { getSettingsFormat } from '@/lib/settings/format-file'
import { buildMaskedSettings } from '@/lib/settings/masked'
import { ConfirmCard } from '../../confirm/confirm-card'
import { getPlaceNames } from '../../place-names'
import { againHref } from '../../preauthenticate/again-href'
import { titled } from '../../titled'
import { GoodToKnow } from './good-to-know'
import { SecretFields } from './secret-fields'

export const generateMetadata = titled((t) => t('settings.file'))

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
  const [t, history, secret, names] = await Promise.all([
    getTranslations('settings'),
    getTranslations('history'),
    getTranslations('secret'),
    getPlaceNames(),
  ])
  const isStale = !isFresh(user, now)
  return (
    <ClientMessages namespaces={['secret', 'passkey']}>
      <PageHeader
        title={
          <>
            <Verbatim>{`${file.fileName} `}</Verbatim>
            {file.version > 1 && <Tag>{history('version', { version: file.version })}</Tag>}
          </>
        }
        lead={t(file.supersededAt ? 'supersededLead' : isStale ? 'staleLead' : 'readyLead')}
        actions={
          <>
            <ButtonLink href="#put-in-place">{t('place.title')}</ButtonLink>
            <DownloadLink
              variant={file.supersededAt || isStale ? 'secondary' : 'primary'}
              href={`/settings/${file.id}/download`}
              begun={isStale ? null : t('started')}
            >
              {history('downloadName', { name: file.fileName })}
            </DownloadLink>
          </>
        }
      />
      {problem === 'damaged' && (
        <Notice tone="bad" role="alert" title={t('damagedTitle')}>
          <p>{t('damaged')}</p>
        </Notice>
      )}
      <TokenNotice
        {...file}
        now={now}
        againHref={againHref({ registrationId: attempt?.registrationId ?? null, settingsName: file.name })}
        successor={(await findSuccessors(user.id, [file])).get(file.id)}
      />
      <PathSteps
        values={attempt?.createdAt ?? file.createdAt}
        returned={attempt?.returnedAt ?? file.createdAt}
        settings={file.createdAt}
        pastes={attempt?.deviating ?? false}
      />
      {isStale && (
        <ConfirmCard
          user={user}
          returnTo={`/settings/${file.id}?confirmed=${confirm === 'download' ? 'download' : 'yes'}`}
          isAskedFor={confirm !== undefined}
        >
          {confirm === 'download' && (
            <p role="alert" className="text-md font-medium text-warn">
              {secret('confirmTheDownload', { name: file.fileName })}
            </p>
          )}
        </ConfirmCard>
      )}
      {!isStale && confirmed && (
        <Notice
          tone="good"
          role="status"
          title={confirmed === 'download' ? t('confirmedDownload', { name: file.fileName }) : t('confirmedTitle')}
        >
          <p>{t('confirmed')}</p>
          <TakeFocus id={confirmed === 'download' ? 'download' : 'refreshToken-reveal'} />
        </Notice>
      )}
      <Card>
        <AuthorisedBy
          fullName={file.authorisedBy}
          userName={file.authorisedUser}
          companies={file.companies}
          place={names.country(file)}
          failure={file.proofFailure}
        />
        <LifePicture {...file} now={now} />
        <SecretFields file={file} masked={masked} isStale={isStale} />
      </Card>
      <Card id="put-in-place" title={t('place.title')} lead={t('place.lead')}>
        <PutInPlace name={file.name} userAgent={(await headers()).get('user-agent') ?? ''} />
      </Card>
      <Card title={t('remains.title')}>
        <WhatRemains address={`${env.PORTAL_URL}/settings/${file.id}`} />
      </Card>
      <GoodToKnow file={file} now={now} format={format} />
    </ClientMessages>
  )
}
