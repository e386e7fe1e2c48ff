import type { ReactNode } from 'react'
import type { PlainAction } from '@/components/form-action'
import { ButtonLink } from '@/components/ui/button-link'
import { SubmitButton } from '@/components/ui/submit-button'
import type { AccountRow } from '@/lib/accounts/administration-store'
import { getTranslations } from '@/lib/i18n/translations'
import {
  endUserSessionsAction,
  makeAdministratorAction,
  makeUserAction,
  openUserAction,
  resetFactorsAction,
  shutUserAction,
} from './actions'

type Act = 'administrator' | 'user' | 'shut' | 'open' | 'sessions' | 'factors'

const actions: Record<Act, PlainAction> = {
  administrator: makeAdministratorAction,
  user: makeUserAction,
  shut: shutUserAction,
  open: openUserAction,
  sessions: endUserSessionsAction,
  factors: resetFactorsAction,
}

/** What there is to do with an account as it stands. `isLast`: nobody else could run the portal. */
function listActs({ role, disabledAt, sessions, passkeys, totp }: AccountRow, isLast: boolean): Act[] {
  return [
    ...(role === 'user' ? (['administrator'] as const) : isLast ? [] : (['user'] as const)),
    ...(sessions > 0 ? (['sessions'] as const) : []),
    ...(passkeys > 0 || totp ? (['factors'] as const) : []),
    ...(disabledAt ? (['open'] as const) : isLast ? [] : (['shut'] as const)),
  ]
}

const Row = ({ why, children }: { why: string; children: ReactNode }) => (
  <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
    <p className="min-w-0 flex-1 basis-64 text-md text-ink-2">{why}</p>
    {children}
  </li>
)

export async function Acts({ account, isLast }: { account: AccountRow; isLast: boolean }) {
  const t = await getTranslations('administration.acts')
  return (
    <ul className="divide-y divide-line border-y border-line">
      {listActs(account, isLast).map((act) => (
        <Row key={act} why={t(`${act}.why`)}>
          <form action={actions[act]}>
            <input type="hidden" name="id" value={account.id} />
            <SubmitButton variant="secondary">{t(`${act}.button`)}</SubmitButton>
          </form>
        </Row>
      ))}
      {!isLast && (
        <Row why={t('delete.why')}>
          <ButtonLink href={`/administration/users/${account.id}/delete`} variant="danger">
            {t('delete.button')}
          </ButtonLink>
        </Row>
      )}
    </ul>
  )
}
