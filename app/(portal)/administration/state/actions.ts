'use server'

import type { TriedWay, WaysState } from '@/components/ways-out'
import { takeTry } from '@/lib/accounts/rate-limit-store'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { tryWaysOut } from '@/lib/try-ways-out'
import { requireFresh } from '../../require-fresh'

/** For all administrators together: those who are asked should not wonder. */
const limit = { free: 3, maximumWaitMs: 30_000, windowMs: 60_000 }

export async function tryWaysOutAction(state: WaysState): Promise<WaysState> {
  const user = await requireAdministrator()
  requireFresh(user, '/administration/state')
  const t = await getTranslations('administration.state')
  if (await takeTry('ways out', limit, new Date())) return { ...state, problem: t('trial.tooSoon') }
  const ways = (await tryWaysOut()).map(({ origin, proxy, result, status }): TriedWay => {
    const isGood = result === 'answered'
    const way = proxy ? t('trial.through', { proxy }) : t('trial.directly')
    return { origin, way, isGood, tone: t(isGood ? 'trial.good' : 'trial.bad'), says: t(`trial.results.${result}`, { status }) }
  })
  return { ways, problem: null }
}
