/** The endpoints that are counted. All but `elsewhere` can be ordered to answer otherwise; that one is where the redirect presets lead. */
export const ENDPOINTS = ['token', 'me', 'hrm', 'system', 'auth', 'return', 'elsewhere'] as const
export type Endpoint = (typeof ENDPOINTS)[number]

/** One token call as a person may see it: never a code, token or secret. */
export type TokenCall = { at: string; clientId: string; grantType: string; status: number; error: string; order: string }

export type Tally = { calls: number; errors: number }

export type Counters = {
  endpoints: Record<Endpoint, Tally>
  tokenCallsByClient: Map<string, Tally>
  lastTokenCalls: TokenCall[]
  count(endpoint: Endpoint, status: number): void
  logTokenCall(call: TokenCall): void
  reset(): void
}

const KEPT_CALLS = 50

export function createCounters(): Counters {
  const counters: Counters = {
    endpoints: emptyTallies(),
    tokenCallsByClient: new Map(),
    lastTokenCalls: [],
    count(endpoint, status) {
      addTo(counters.endpoints[endpoint], status)
    },
    logTokenCall(call) {
      const tally = counters.tokenCallsByClient.get(call.clientId) ?? { calls: 0, errors: 0 }
      addTo(tally, call.status)
      counters.tokenCallsByClient.set(call.clientId, tally)
      counters.lastTokenCalls = [call, ...counters.lastTokenCalls].slice(0, KEPT_CALLS)
    },
    reset() {
      counters.endpoints = emptyTallies()
      counters.tokenCallsByClient.clear()
      counters.lastTokenCalls = []
    },
  }
  return counters
}

function emptyTallies(): Record<Endpoint, Tally> {
  return Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint, { calls: 0, errors: 0 }])) as Record<Endpoint, Tally>
}

function addTo(tally: Tally, status: number): void {
  tally.calls += 1
  if (status >= 400) tally.errors += 1
}
