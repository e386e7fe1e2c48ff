import { useTranslations } from '@/lib/i18n/use-translations'
import type { PlainAction } from './form-action'
import { TimeStamp } from './time-stamp'
import { SubmitButton } from './ui/submit-button'
import { Tag } from './ui/tag'
import { UserAgent } from './user-agent'

type Session = { idHash: string; createdAt: Date; lastSeenAt: Date; userAgent: string; address: string; method: string }
type Props = { sessions: Session[]; currentIdHash: string; now: Date; end: PlainAction }

/** Whether two log-ins come from one network is what their user can judge; a country guessed from an address is not. */
export function SessionList({ sessions, currentIdHash, now, end }: Props) {
  const t = useTranslations('account')
  const here = sessions.find(({ idHash }) => idHash === currentIdHash)?.address
  return (
    <ul className="divide-y divide-line border-y border-line">
      {sessions.map(({ idHash, createdAt, lastSeenAt, userAgent, address, method }) => (
        <li key={idHash} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 text-md">
          <span className="grid gap-0.5">
            <span className="flex flex-wrap items-center gap-2 font-medium">
              <UserAgent text={userAgent} />
              {idHash === currentIdHash && <Tag tone="good">{t('thisOne')}</Tag>}
            </span>
            <span className="text-ink-3">
              <span>{t.rich('lastSeen', { time: () => <TimeStamp at={lastSeenAt} now={now} /> })}</span>
              <span>{' · '}</span>
              <span>{t.rich('since', { time: () => <TimeStamp at={createdAt} now={now} /> })}</span>
            </span>
            <span className="text-ink-3">{`${placeWords(address, here, t)} · ${t(`method.${method as 'password'}`)}`}</span>
          </span>
          {idHash !== currentIdHash && (
            <form action={end}>
              <input type="hidden" name="session" value={idHash} />
              <SubmitButton size="sm" variant="secondary" pendingLabel={t('ending')}>
                {t('endOne')}
              </SubmitButton>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

type Words = ReturnType<typeof useTranslations<'account'>>

function placeWords(address: string, here: string | undefined, t: Words): string {
  if (!address) return t('place.unknown')
  const name = /^(127\.|::1|0:0:0:0::\/64)/.test(address) ? t('place.thisMachine') : address
  return address === here ? t('place.here', { address: name }) : t('place.elsewhere', { address: name })
}
