import { useTranslations } from '@/lib/i18n/use-translations'
import type { FormAction, PlainAction } from './form-action'
import { RenamePasskeyForm } from './rename-passkey-form'
import { TimeStamp } from './time-stamp'
import { SubmitButton } from './ui/submit-button'
import { Tag } from './ui/tag'
import { Verbatim } from './ui/verbatim'

type Passkey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; backedUp: boolean }
type Props = { passkeys: Passkey[]; now: Date; rename: FormAction; remove: PlainAction }

/** By name and last use, so that the one on the phone that was sold is found. */
export function PasskeyList({ passkeys, now, rename, remove }: Props) {
  const t = useTranslations('passkey')
  return (
    <ul className="divide-y divide-line border-y border-line">
      {passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => (
        <li key={id} className="grid gap-3 py-3 text-md">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <div className="grid gap-0.5">
              <span className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
                <Verbatim>{name}</Verbatim>
                {backedUp && <Tag>{t('synced')}</Tag>}
              </span>
              <span className="text-ink-3">
                <span>{t.rich('made', { time: () => <TimeStamp at={createdAt} now={now} /> })}</span>
                <span>{' · '}</span>
                <span>{lastUsedAt ? t.rich('used', { time: () => <TimeStamp at={lastUsedAt} now={now} /> }) : t('neverUsed')}</span>
              </span>
            </div>
            <form action={remove}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton size="sm" variant="secondary" pendingLabel={t('removing')} aria-label={t('removeWhat', { name })}>
                {t('remove')}
              </SubmitButton>
            </form>
          </div>
          <details className="text-md">
            <summary className="inline-block min-h-6 cursor-pointer text-ink-2 underline underline-offset-2">{t('rename')}</summary>
            <RenamePasskeyForm action={rename} id={id} name={name} />
          </details>
        </li>
      ))}
    </ul>
  )
}
