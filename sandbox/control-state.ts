import { REFRESH_TOKEN_LIFE_MS } from './chains'
import { ENDPOINTS } from './counters'
import { getChain } from './store'
import type { World } from './world'

/** What a test compares with: counts, the live refresh tokens, the apps. Only ever given to this computer. */
export function describeState(world: World) {
  const { clock, counters, limits, store } = world
  const refreshTokens = listLiveRefreshTokens(world)
  return {
    now: clock.now(),
    clock: { offsetMs: clock.offsetMs(), frozen: clock.isFrozen() },
    calls: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint, counters.endpoints[endpoint].calls])),
    errors: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint, counters.endpoints[endpoint].errors])),
    tokenCalls: counters.endpoints.token.calls,
    clients: Object.fromEntries(
      [...counters.tokenCallsByClient].map(([clientId, tally]) => [
        clientId,
        { tokenCalls: tally.calls, errors: tally.errors, blockedUntil: limits.blockedUntil(clientId) },
      ]),
    ),
    validRefreshTokens: refreshTokens.length,
    refreshTokens,
    lastTokenCalls: counters.lastTokenCalls,
    orders: world.orders.map(({ endpoint, label, remaining, clientId }) => ({ endpoint, order: label, remaining, clientId })),
    held: world.held.count(),
    apps: store.records.apps,
  }
}

/** The tokens a refresh would accept now, but for the 570 seconds. */
export function listLiveRefreshTokens(world: World) {
  const now = world.clock.now()
  return world.store.records.refreshTokens.flatMap((record) => {
    const chain = getChain(world.store, record.chainId)
    const expiresAt = record.issuedAt + REFRESH_TOKEN_LIFE_MS
    if (!chain || chain.obsolete || record.spent || now >= expiresAt) return []
    return [{ clientId: chain.clientId, user: chain.userName, token: record.token, issuedAt: record.issuedAt, expiresAt }]
  })
}
